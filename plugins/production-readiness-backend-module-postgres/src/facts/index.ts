import { columnsFact, cardColumnsFact } from './columns';
import { connectFact } from './connect';
import { constraintsFact } from './constraints';
import { expectedIndexesFact } from './expectedIndexes';
import { indexesFact } from './indexes';
import { migrationsFact } from './migrations';
import type { PgKind } from './params';
import type { PgFact } from './PgFact';
import { rolesFact } from './roles';
import { sessionsFact } from './sessions';
import { settingsFact } from './settings';
import { growthFact, sizeFact } from './size';
import { sslFact } from './ssl';
import { statementsFact } from './statements';

export const PG_FACTS: Record<PgKind, PgFact> = {
  connect: connectFact,
  ssl: sslFact,
  roles: rolesFact,
  settings: settingsFact,
  migrations: migrationsFact,
  indexes: indexesFact,
  expectedIndexes: expectedIndexesFact,
  constraints: constraintsFact,
  columns: columnsFact,
  cardColumns: cardColumnsFact,
  statements: statementsFact,
  sessions: sessionsFact,
  size: sizeFact,
  growth: growthFact,
};
