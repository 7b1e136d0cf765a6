export interface Config {
  productionReadiness?: {
    collectors?: {
      postgres?: {
        /** Databases by name; an entity names its own by the annotation `production-readiness/postgres-connection`, else its ref is looked up here. */
        connections?: {
          [connection: string]: {
            /**
             * `postgresql://user:password@host:5432/database`, in place of the
             * parts below. Its host has to be in `http.allow`, with the port.
             * @visibility secret
             */
            url?: string;
            host?: string;
            /** Defaults to 5432. */
            port?: number;
            database?: string;
            /** A login of its own, with pg_monitor and no right to write. */
            user?: string;
            /** @visibility secret */
            password?: string;
            /**
             * `verify-full` (default): encrypted, the certificate has to be of a
             * trusted authority and for the host. `require`: encrypted, whoever
             * answers. `disable`: not encrypted. Or the PEM file of the authority.
             */
            ssl?: 'verify-full' | 'require' | 'disable' | { ca: string };
            /** Refs of the entities that may use it; without it any that names it. */
            entities?: string[];
            /** Login, or logins, of the application. */
            applicationRole?: string | string[];
            /** As below, for this database; queries are added, the rest replaces. */
            queries?: {
              [key: string]:
                | string
                | { sql: string; minimum?: number; foreignKey?: boolean };
            };
            expectedIndexes?: string[];
            expectedConstraints?: string[];
            exceptions?: {
              sequentialScans?: string[];
              withoutPrimaryKey?: string[];
              timestampsWithoutZone?: string[];
            };
            noLogicalReferences?: boolean;
          };
        };
        /**
         * Queries that checklists name, each one `select`: only the first column
         * of the first row is kept, a number or a timestamp with a time zone.
         * `orphans-*` count rows that point nowhere, `seed-*` rows that have to
         * be there, `testdata-*` rows that must not.
         */
        queries?: {
          [key: string]:
            | string
            | {
                sql: string;
                /** Least count of a `seed-*` query. Defaults to 1. */
                minimum?: number;
                /** Of an `orphans-*` query: the reference is a foreign key. Defaults to false. */
                foreignKey?: boolean;
              };
        };
        /** Indexes that have to be there, as `index` or `schema.index`. */
        expectedIndexes?: string[];
        /** Constraints that have to be there, as `constraint` or `schema.constraint`. */
        expectedConstraints?: string[];
        /** Tables that a rule does not speak of, as `table` or `schema.table`. */
        exceptions?: {
          /** Large tables that are meant to be read from end to end. */
          sequentialScans?: string[];
          withoutPrimaryKey?: string[];
          /** Also single columns, as `table.column`. */
          timestampsWithoutZone?: string[];
        };
        /** States that every reference between tables is a foreign key: no `orphans-*` query is needed for others. */
        noLogicalReferences?: boolean;
        /** Networks that may reach the database from outside, for the facts of Render. */
        trustedCidrs?: string[];
      };
    };
  };
}
