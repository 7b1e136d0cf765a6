import type { ConnectionView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { connection, connections } from '../testing/connectionsFixture';
import {
  allowConfig,
  gainOf,
  groupConnections,
  standingOf,
  type Standing,
} from './connections';

const OFF = { connection: 'not-connected', health: null } as const;

it.each<[Standing, Partial<ConnectionView>]>([
  ['ok', {}],
  ['failing', { health: 'failing' }],
  ['failing', { connection: 'partly', health: 'failing' }],
  ['partly', { connection: 'partly' }],
  ['waiting', { health: 'waiting' }],
  ['missing', OFF],
  ['unused', { ...OFF, verifies: [] }],
  [
    'unused',
    { ...OFF, verifies: [{ checklistId: 'k', criteria: ['a'], subjects: 0 }] },
  ],
])('a source is %s: %#', (standing, changes) => {
  expect(standingOf(connection(changes))).toBe(standing);
});

it('adds up what a source verifies over checklists', () => {
  expect(
    gainOf(
      connection({
        verifies: [
          { checklistId: 'a', criteria: ['1', '2'], subjects: 3 },
          { checklistId: 'b', criteria: ['1'], subjects: 1 },
        ],
      }),
    ),
  ).toEqual({ criteria: 3, units: 4 });
});

it('puts first what is wrong, then what is missing, then what works', () => {
  const small = connection({
    ...OFF,
    id: 'small',
    verifies: [{ checklistId: 'k', criteria: ['1'], subjects: 1 }],
  });
  expect(
    groupConnections([small, ...connections().sources]).map(
      ({ standing, sources }) => [standing, sources.map(({ id }) => id)],
    ),
  ).toEqual([
    ['failing', ['sentry']],
    ['missing', ['stripe', 'small']],
    ['ok', ['render']],
  ]);
});

it('writes the lines that allow what was refused, each once', () => {
  const [host] = connections().refusedHosts;
  expect(allowConfig([host, host, { ...host, allow: null }])).toBe(
    'productionReadiness:\n  http:\n    allow:\n      - status.kamiyo.ai\n',
  );
  expect(allowConfig([{ ...host, allow: null }])).toBeNull();
});
