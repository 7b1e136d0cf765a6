import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import {
  createOnCallProvider,
  evidence,
  type Evidence,
  type FactProvider,
  type OnCallParams,
  type OnCallSource,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { readRoster, ROSTER_PLACE, type RosterEntry } from './readRoster';
import { shiftsOf } from './shifts';

/** Id of the provider that is built in. */
export const ROSTER = 'roster';

/** Whether configuration has a roster. */
export function hasRoster(config: Config): boolean {
  return config.has(ROSTER_PLACE);
}

/**
 * On-call from a roster in the configuration. It has no service and no
 * incidents. Throws InputError on a roster that cannot be read.
 */
export function createRosterProvider(
  config: Config,
): FactProvider<OnCallParams> {
  const roster = readRoster(config);
  return createOnCallProvider({
    id: ROSTER,
    title: 'The roster of the configuration',
    source: roster && sourceOf(roster),
    notConnected(entity) {
      if (!roster) return `${ROSTER_PLACE} is not configured`;
      return entriesOf(roster, entity).length === 0
        ? `${ROSTER_PLACE} has nobody for this entity`
        : undefined;
    },
  });
}

function sourceOf(roster: RosterEntry[]): OnCallSource {
  return {
    async shifts(range, { entity }) {
      const entries = entriesOf(roster, entity);
      return { shifts: shiftsOf(entries, range), evidence: seen(entries) };
    },
    async policy({ entity }) {
      const entries = entriesOf(roster, entity);
      const levels = new Set(entries.map(({ level }) => level)).size;
      return {
        name: null,
        rules: levels,
        evidence: seen(entries, `${levels} levels`),
      };
    },
    async reachedByPhone(persons, { entity }) {
      const entries = entriesOf(roster, entity);
      const reached = persons.filter(person =>
        entries.some(({ people }) =>
          people.some(
            each =>
              each.person === person &&
              each.contacts.some(kind => ['sms', 'voice'].includes(kind)),
          ),
        ),
      );
      return { reached, evidence: seen(entries) };
    },
  };
}

function entriesOf(roster: RosterEntry[], entity: Entity): RosterEntry[] {
  const ref = stringifyEntityRef(entity);
  return roster.filter(({ entities }) => entities?.includes(ref) ?? true);
}

function seen(entries: RosterEntry[], text?: string): Evidence[] {
  return [
    evidence({
      request: ROSTER_PLACE,
      response: text ?? `${entries.length} entries for this entity`,
    }),
  ];
}
