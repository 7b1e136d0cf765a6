import type { EvaluationInputSource } from '../store/types';

/** Where nobody can attest, waive or report yet: what asks for it waits for a person. */
export const noInputs: EvaluationInputSource = {
  async read() {
    return {
      attestations: [],
      waivers: [],
      reports: [],
      connectedReports: [],
    };
  },
};
