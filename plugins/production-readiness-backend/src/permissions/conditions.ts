import { createConditionExports } from '@backstage/plugin-permission-node';
import { scorecardResourceRef } from './resource';
import { scorecardPermissionRules } from './rules';

const conditionExports = createConditionExports({
  resourceRef: scorecardResourceRef,
  rules: scorecardPermissionRules,
});

/** Conditions for a permission policy, one for each rule. @public */
export const scorecardConditions = conditionExports.conditions;

/** Wraps conditions into a decision of a permission policy. @public */
export const createScorecardConditionalDecision =
  conditionExports.createConditionalDecision;
