import type { JsonObject } from '@production-readiness/backstage-plugin-production-readiness-node';
import type { Judging } from './Judging';
import { judgeSet } from './judgeSet';
import { judgeVariable } from './judgeVariable';
import { setOf, type EnvParams } from './params';

/**
 * The value of a fact `env.<key>`: results of rules, never a value of a
 * variable. Throws a miss where it cannot be said.
 */
export async function judge(
  key: string,
  asked: { params: EnvParams; judging: Judging },
): Promise<JsonObject> {
  const set = setOf(key, asked.params);
  return set
    ? judgeSet(set, asked)
    : judgeVariable(asked.params.variable ?? key, asked);
}
