import {
  CannotSay,
  evidence,
  notDeclared,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { IN_OWN_SCHEMA, NAME, NOT_OF_EXTENSION } from './catalogSql';
import { boundedLists, inWords, nameList, offenders } from './offenders';
import type { PgFact } from './PgFact';

const INDEXES = `
  select ${NAME} as name, i.indisvalid as valid
  from pg_index i
  join pg_class c on c.oid = i.indexrelid
  join pg_namespace n on n.oid = c.relnamespace
  where ${IN_OWN_SCHEMA} and ${NOT_OF_EXTENSION}
  order by 1
`;

/** Whether the indexes that configuration declares are there, and all are valid. */
export const expectedIndexesFact: PgFact = {
  value: z.object({
    expected: nameList,
    missing: nameList,
    invalid: nameList,
  }),
  async read({ session }) {
    const { expectedIndexes: expected, name } = session.connection;
    if (expected.length === 0) {
      throw new CannotSay(
        notDeclared(
          `no index is declared; name those that you rely on in collectors.postgres.connections.${name}.expectedIndexes`,
        ),
      );
    }
    const rows = await session.rows<{ name: string; valid: boolean }>(INDEXES);
    const there = new Set(rows.map(row => row.name));
    const { complete: _, ...value } = boundedLists({
      missing: expected.filter(index => !there.has(index)),
      invalid: offenders(rows.filter(row => !row.valid)),
    });
    return {
      value: { expected, ...value },
      evidence: [
        evidence({
          request: `${expected.length} declared indexes`,
          response: `missing: ${inWords(value.missing)}`,
        }),
        evidence({
          request: `${rows.length} indexes`,
          response: `invalid: ${inWords(value.invalid)}`,
        }),
      ],
    };
  },
};
