import { alerts, codeScanning, dependencyAlerts, secretAlerts } from './alerts';
import { branch, rules } from './branch';
import type { GithubFact } from './GithubFact';
import { history } from './history';
import { keys } from './keys';
import { members } from './members';
import { runs } from './runs';
import { tags } from './tags';
import { updatePulls } from './updatePulls';
import { commits, issues } from './work';

const FACTS: Record<string, GithubFact> = {
  alerts,
  branch,
  codeScanning,
  commits,
  dependencyAlerts,
  history,
  issues,
  keys,
  members,
  rules,
  runs,
  secretAlerts,
  tags,
  updatePulls,
};

/** What can be read of GitHub, by name. */
export const FACT_NAMES = Object.keys(FACTS);

/**
 * The name in a key: `tags`, or with a word before it, as in `launchCommits`;
 * of two that fit the longer one. Undefined for any other key.
 */
export function factNameOf(key: string): string | undefined {
  return FACT_NAMES.filter(
    name => key === name || key.endsWith(name[0].toUpperCase() + name.slice(1)),
  ).sort((one, other) => other.length - one.length)[0];
}

/** The fact that a key names; undefined where it names none. */
export function factOf(key: string): GithubFact | undefined {
  const name = factNameOf(key);
  return name === undefined ? undefined : FACTS[name];
}
