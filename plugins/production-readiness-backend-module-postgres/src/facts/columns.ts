import {
  compilePattern,
  evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { PostgresSession } from '../client/PostgresSession';
import { IN_OWN_SCHEMA, NAME, NOT_OF_EXTENSION } from './catalogSql';
import { boundedLists, inWords, nameList, offenders } from './offenders';
import type { PgFact } from './PgFact';

/** Columns that are looked at; more are refused, for a part would prove nothing. */
const MOST = 50_000;

// Not information_schema: it shows only what the login may read.
const COLUMNS = `
  select ${NAME} as "table", a.attname as "column", c.relkind in ('r', 'p', 'f') as stored,
    case when t.typtype = 'd' then t.typbasetype else t.oid end::regtype::text as type
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  join pg_namespace n on n.oid = c.relnamespace
  join pg_type t on t.oid = a.atttypid
  where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'f', 'v', 'm')
    and not c.relispartition and ${IN_OWN_SCHEMA} and ${NOT_OF_EXTENSION}
  order by 1, a.attnum
  limit ${MOST + 1}
`;

interface Column {
  table: string;
  column: string;
  stored: boolean;
  type: string;
}

const AMOUNT = '(amount|price|total|cost|fee|balance)';
const CARD = 'card_?num|(^|_)pan($|_)|cvv|cvc|track_?data';

/** Columns whose type does not fit what they are named after. */
export const columnsFact: PgFact = {
  value: z.object({
    /** As `table.column`. */
    moneyAsFloat: nameList,
    timestampsWithoutZone: nameList,
    complete: z.boolean(),
  }),
  async read({ session, params }) {
    const amount = compilePattern(params.pattern ?? AMOUNT);
    const columns = (await columnsOf(session)).filter(({ stored }) => stored);
    const { timestampsWithoutZone } = session.connection.exceptions;
    const lists = {
      moneyAsFloat: offenders(
        columns
          .filter(({ type }) => ['real', 'double precision'].includes(type))
          .filter(({ column }) => amount.test(column))
          .map(named),
      ),
      timestampsWithoutZone: offenders(
        columns
          .filter(({ type }) => type === 'timestamp without time zone')
          .filter(({ table }) => !timestampsWithoutZone.includes(table))
          .map(named),
        timestampsWithoutZone,
      ),
    };
    return {
      value: boundedLists(lists),
      evidence: [
        evidence({
          request: `names and types of ${columns.length} columns`,
          response: `amounts as floating-point numbers: ${inWords(
            lists.moneyAsFloat,
          )}; timestamps without a time zone: ${inWords(
            lists.timestampsWithoutZone,
          )}`,
        }),
      ],
    };
  },
};

/** Columns that are named like card data. Rows are never read. */
export const cardColumnsFact: PgFact = {
  value: z.object({ columns: nameList, complete: z.boolean() }),
  async read({ session, params }) {
    const cardData = compilePattern(params.pattern ?? CARD);
    const all = await columnsOf(session);
    const columns = offenders(
      all.filter(({ column }) => cardData.test(column)).map(named),
    );
    return {
      value: boundedLists({ columns }),
      evidence: [
        evidence({
          request: `names of ${all.length} columns`,
          response: `named like card data: ${inWords(columns)}`,
        }),
      ],
    };
  },
};

function named({ table, column }: Column): { name: string } {
  return { name: `${table}.${column}` };
}

async function columnsOf(session: PostgresSession): Promise<Column[]> {
  const columns = await session.rows<Column>(COLUMNS);
  if (columns.length > MOST) {
    throw new Error(`there are more than ${MOST} columns, which are not read`);
  }
  return columns;
}
