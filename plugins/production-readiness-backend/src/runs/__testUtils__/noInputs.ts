import type { EvaluationInputSource } from '../../store/types';

/** Where nobody can attest, waive or report: what asks for it waits for a person. */
export const noInputs: EvaluationInputSource = {
  async read(_key, { checklist }) {
    return {
      attestations: [],
      waivers: [],
      reports: [],
      standsFor: [],
      unpushed: Object.keys(checklist.checklist.reports).map(type => ({
        source: `report:${type}`,
        message: 'no one is declared to push it',
      })),
    };
  },
};
