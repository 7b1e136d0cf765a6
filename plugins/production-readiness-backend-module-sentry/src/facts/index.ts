import { events, launchIssues, nPlusOne } from './events';
import { keys } from './keys';
import { project } from './project';
import { releases } from './releases';
import { rules, rulesWithAction } from './rules';
import type { SentryFact } from './SentryFact';

/** By the name of the fact. */
const FACTS: Record<string, SentryFact> = {
  events,
  keys,
  launchIssues,
  nPlusOne,
  project,
  releases,
  rules,
};

export const FACT_NAMES = Object.keys(FACTS);

/**
 * The fact that a key names; `mailRules`, `chatRules` and whatever else ends
 * with `Rules` count the rules that act in one of some ways.
 */
export function factOf(key: string): SentryFact | undefined {
  if (/.Rules$/.test(key)) return rulesWithAction;
  return Object.hasOwn(FACTS, key) ? FACTS[key] : undefined;
}
