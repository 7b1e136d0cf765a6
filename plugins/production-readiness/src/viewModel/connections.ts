import type {
  ConnectionsView,
  ConnectionView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Tone } from '../components/Mark/colours';

/** Where a source stands, in a word. */
export type Standing =
  | 'failing'
  | 'missing'
  | 'partly'
  | 'waiting'
  | 'ok'
  | 'unused';

/** In the order in which the platform team has to look at them. */
export const STANDINGS: Standing[] = [
  'failing',
  'missing',
  'partly',
  'waiting',
  'ok',
  'unused',
];

export const STANDING_TONE: Record<Standing, Tone> = {
  failing: 'bad',
  missing: 'open',
  partly: 'open',
  waiting: 'open',
  ok: 'good',
  unused: 'none',
};

/** What is wrong with a source comes before what is missing of it. */
export function standingOf({
  connection,
  health,
  verifies,
}: Pick<ConnectionView, 'connection' | 'health' | 'verifies'>): Standing {
  if (health === 'failing') return 'failing';
  if (connection === 'not-connected') {
    // Nobody misses what no launch unit would be verified by.
    return verifies.some(({ subjects }) => subjects > 0) ? 'missing' : 'unused';
  }
  if (connection === 'partly') return 'partly';
  return health === 'waiting' ? 'waiting' : 'ok';
}

/** How many criteria a source verifies, or would, and on how many launch units. */
export function gainOf({ verifies }: Pick<ConnectionView, 'verifies'>): {
  criteria: number;
  units: number;
} {
  return verifies.reduce(
    (sum, { criteria, subjects }) => ({
      criteria: sum.criteria + criteria.length,
      units: sum.units + subjects,
    }),
    { criteria: 0, units: 0 },
  );
}

/** Sources by where they stand; within one, those that verify most come first. */
export function groupConnections(
  sources: ConnectionsView['sources'],
): { standing: Standing; sources: ConnectionView[] }[] {
  return STANDINGS.map(standing => ({
    standing,
    sources: sources
      .filter(source => standingOf(source) === standing)
      .sort(
        (a, b) =>
          gainOf(b).criteria * gainOf(b).units -
          gainOf(a).criteria * gainOf(a).units,
      ),
  })).filter(group => group.sources.length > 0);
}

/** The lines that would allow all hosts that can be allowed, as configuration. */
export function allowConfig(
  hosts: ConnectionsView['refusedHosts'],
): string | null {
  const lines = [...new Set(hosts.flatMap(({ allow }) => allow ?? []))];
  if (lines.length === 0) return null;
  return [
    'productionReadiness:',
    '  http:',
    '    allow:',
    ...lines.map(line => `      - ${line}`),
    '',
  ].join('\n');
}
