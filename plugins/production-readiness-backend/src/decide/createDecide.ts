import type { Config } from '@backstage/config';
import type { ChecklistService } from '../checklists/types';
import type { EntityReader } from '../createEntityReader';
import type { RoleResolver } from '../people/RoleResolver';
import type { RunService } from '../runs/types';
import type { EvaluationInputSource, Store } from '../store/types';
import { readWaiversConfig } from './config';
import { readSigningConfig } from './records/config';
import { RecordService } from './records/RecordService';
import { ReviewService } from './reviews/ReviewService';
import { AttestationService } from './statements/AttestationService';
import { WaiverService } from './statements/WaiverService';

/** What people do: state, except, sign, decide. */
export interface Decide {
  attestations: AttestationService;
  waivers: WaiverService;
  reviews: ReviewService;
  records: RecordService;
}

export function createDecide(options: {
  config: Config;
  store: Store;
  checklists: ChecklistService;
  inputs: EvaluationInputSource;
  roles: RoleResolver;
  entities: EntityReader;
  runs: RunService;
  now: () => Date;
}): Decide {
  const { config, ...shared } = options;
  return {
    attestations: new AttestationService({
      ...shared,
      launchedAt: async key => {
        const [review] = await options.store.reviews.listOf(key, ['launched']);
        return review?.launch?.at ?? null;
      },
    }),
    waivers: new WaiverService({ ...shared, ...readWaiversConfig(config) }),
    reviews: new ReviewService(shared),
    records: new RecordService({
      ...shared,
      signing: readSigningConfig(config),
    }),
  };
}
