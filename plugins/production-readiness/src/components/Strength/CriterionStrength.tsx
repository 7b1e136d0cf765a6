import type { CriterionView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { provenStrength } from '../../viewModel/provenStrength';
import { StrengthTag } from './StrengthTag';

/** What a criterion's status rests on: where it is known, on what counted; else what it would. */
export function CriterionStrength(props: { criterion: CriterionView }) {
  const proof = provenStrength(props.criterion);
  return proof && <StrengthTag {...proof} />;
}
