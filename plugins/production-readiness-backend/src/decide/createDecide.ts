import type { Config } from '@backstage/config';
import type { ChecklistService } from '../checklists/types';
import type { RoleResolver } from '../people/RoleResolver';
import type { RunService } from '../runs/types';
import type { EvaluationInputSource, Store } from '../store/types';
import { readWaiversConfig } from './config';
import { AttestationService } from './statements/AttestationService';
import { WaiverService } from './statements/WaiverService';

/** What people do: state, except, sign, decide. */
export interface Decide {
  attestations: AttestationService;
  waivers: WaiverService;
}

export function createDecide(options: {
  config: Config;
  store: Store;
  checklists: ChecklistService;
  inputs: EvaluationInputSource;
  roles: RoleResolver;
  runs: RunService;
  now: () => Date;
}): Decide {
  const { config, ...shared } = options;
  return {
    attestations: new AttestationService({
      ...shared,
      launchedAt: async () => null,
    }),
    waivers: new WaiverService({ ...shared, ...readWaiversConfig(config) }),
  };
}
