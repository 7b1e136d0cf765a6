import type { HumanDuration } from '@backstage/types';

export interface Config {
  productionReadiness?: {
    /**
     * Checklists in force; without it `kamiyo` and `basics`, which ship with
     * the plugin. Each entry names one source. They are looked at again while
     * the backend runs: a version that cannot be loaded leaves the last good
     * one in force.
     */
    checklists?: Array<
      (
        | {
            /** A checklist that ships with the plugin. */
            builtin: 'kamiyo' | 'basics';
          }
        | {
            /** A file, or a folder with a `checklist.yaml`. */
            file: string;
          }
        | {
            /** Read by the URL reader: its host needs an integration or `backend.reading.allow`. */
            url: string;
          }
      ) & {
        /** Values in place of the checklist's own `params`. */
        params?: { [param: string]: unknown };
        /** `observe`: gates say that they are not enforced and nothing pages. */
        mode?: 'observe' | 'enforce';
      }
    >;

    runs?: {
      /** Runs at a time in each process. Defaults to 4. */
      concurrency?: number;
      /**
       * How often the catalog is looked through for launch units, for what
       * changed and for what is gone. Defaults to 1 minute.
       */
      scanEvery?: HumanDuration | string;
    };

    /**
     * Whom to call, by the contact's id in the checklist in camel case:
     * `onCall` for `on-call`. Wins over the launch unit's annotations and over
     * the group that holds the role.
     */
    contacts?: {
      [contact: string]: {
        name?: string;
        /** Shown to signed-in users only. */
        phone?: string;
        /** A channel, an address or whatever else reaches the contact. */
        value?: string;
        links?: Array<{ title: string; url: string }>;
      };
    };

    /** Groups that hold a role of a checklist, by role id: `dba: group:default/dba`. */
    roles?: {
      [role: string]: string | string[];
    };

    waivers?: {
      /** How long an exception may last at most, ISO 8601. Defaults to P180D. */
      maxDuration?: string;
    };

    /** What is frozen when a launch is decided. */
    records?: {
      /** Without it records are exported, and no statement on a launch is signed. */
      signing?: {
        /** Names the key in signatures; without it its fingerprint. */
        keyid?: string;
        /**
         * Private ed25519 key, PEM (PKCS#8): `openssl genpkey -algorithm ed25519`.
         * @visibility secret
         */
        privateKey: string;
        /**
         * How long a statement counts after it was signed, ISO 8601; never
         * longer than the decision. Who verifies offline does not hear of a GO
         * that was withdrawn in between. Defaults to P1D.
         */
        validFor?: string;
        /** Keys that sign no more and still verify what they signed. */
        retired?: Array<{
          keyid?: string;
          /** PEM. */
          publicKey: string;
        }>;
      };
    };

    /** What CI and jobs push. */
    reports?: {
      /** Who may push: external-access tokens of the backend, by their subject. */
      tokens?: Array<{
        /** As `backend.auth.externalAccess` names it, for example `kamiyo-ci`. */
        subject: string;
        /** Entities that it may push for; `*` for all. */
        entities: string[];
        /** Types that it may push; without it all. */
        types?: string[];
        /** Keys that its reports may be signed by. */
        keys?: Array<{
          keyid: string;
          /** PEM. */
          publicKey: string;
        }>;
        /** Refuses what is not signed by one of the keys. Defaults to false. */
        requireSignature?: boolean;
      }>;
      /**
       * Who is declared to push a type. Without it the type is not connected:
       * substitutes count in its place, and what is pushed does not.
       */
      types?: {
        [type: string]: {
          /** Entity refs, targets of a checklist such as `api`, or `*`. */
          for?: string[];
          /** In place of the checklist's, ISO 8601: `P30D`. */
          maxAge?: string;
          /** In place of the checklist's: has to be of the commit of the release. */
          sameCommit?: boolean;
        };
      };
      axe?: {
        /** Paths of the pages that a scan has to hold. Defaults to `/`. */
        pages: string[];
      };
    };

    /** Hosts of an environment; of production also those in annotations. */
    environments?: {
      [environment: string]: { hosts: string[] };
    };

    /**
     * Key of at least 32 characters under which fingerprints of secrets are
     * made; without it one is made and kept in the plugin's database.
     * @visibility secret
     */
    fingerprintKey?: string;

    /** Alert rules by the keys that checklists name them by: `db-disk`. */
    alerts?: {
      [key: string]: {
        /** Whose rule it is: `prometheus`, `datadog`, `sentry` or `uptimerobot`. */
        provider: string;
        /** What the provider finds the rule by; the README of its module says what that is. */
        match: string;
      };
    };

    /** Where uptime monitors are read; one source for all entities. */
    uptime?: {
      /**
       * `uptimerobot`, `status` or what another module adds; without it `status`,
       * if there is a `statusUrl`.
       */
      provider?: string;
      /** Of a product that answers JSON about its monitors; its host has to be allowed. */
      statusUrl?: string;
      /**
       * Sent as a bearer token, or in `header`.
       * @visibility secret
       */
      token?: string;
      /** Header that takes the token bare: `x-api-key`. */
      header?: string;
      /**
       * Where in the answer what is: names with dots between them, as
       * `attributes.url`. Each defaults to its own name.
       */
      fields?: {
        /** The list; not needed where the answer is one. */
        monitors?: string;
        /** URL of the next page, at the same place. */
        next?: string;
        name?: string;
        url?: string;
        /** `http`, `keyword`, `ping`, `port`, `heartbeat` or what means one of them. */
        kind?: string;
        state?: string;
        /** True while it watches nothing. */
        paused?: string;
        intervalSeconds?: string;
        /**
         * A list of kinds (`email`, `sms`, `voice`, `pager`, `slack`, `discord`,
         * `chat`, `push`, `webhook`) or of `{ kind, active }`; or by kind the
         * field that is true if there is one.
         */
        contacts?: string | { [kind: string]: string };
        lastCheckedAt?: string;
        /** Null or a time; where it is missing, what became of a monitor is not known. */
        lastDownAt?: string;
      };
      /** The product's words, by what they say: `up`, `down`, `paused`, `pending`. */
      states?: { [state: string]: Array<string | number | boolean> };
    };

    /** Where on-call is read; one source for all entities. */
    onCall?: {
      /**
       * `pagerduty`, `roster` or what another module adds; without it `roster`,
       * if there is one.
       */
      provider?: string;
      roster?: Array<{
        /** 1 is called first. */
        level: number;
        /** Refs of people; all at once, or in turn with `rotation`. */
        people: Array<
          | string
          | {
              person: string;
              /** How they are told when it is urgent: `sms`, `voice`, `email`, … */
              contacts?: string[];
            }
        >;
        /** Each has so long (ISO 8601, `P7D`), the first from the start on. */
        rotation?: { start: string; every: string };
        from?: string;
        until?: string;
        /** Refs of the entities that it is for; without it all. */
        entities?: string[];
      }>;
    };

    /** The only places that collectors may ask. */
    http?: {
      /**
       * Hosts that may be asked: `api.example.com` and `*.example.com` on
       * ports 80 and 443, `api.example.com:8443` on that port. A CIDR such as
       * `10.0.0.0/8` allows addresses that are otherwise refused: private,
       * loopback, link-local, reserved.
       */
      allow?: string[];
      /** How long an answer may take, to its last byte; at most a minute. Defaults to 10 s. */
      timeout?: HumanDuration | string;
      /** PEM file of certificate authorities that are trusted beside the system's. */
      ca?: string;
      burst?: {
        /**
         * GETs that the burst probe of a rate limit may send, at most 500; off
         * without it. Only services that carry the annotation
         * `production-readiness/burst-probe: 'true'` are probed.
         */
        requests?: number;
      };
      /** Names that are looked for at an address of your own; `allow` applies to it. */
      resolve?: Array<{
        host: string;
        address: string;
        /** Port of the name to port at the address: `{ '443': 8443 }`. */
        ports?: { [port: string]: number };
      }>;
    };

    collectors?: {
      dns?: {
        /** Resolvers to ask, as `address` or `address:port`; without it the system's. */
        resolvers?: string[];
      };
      websocket?: {
        /**
         * Sent as a bearer token when a connection is opened.
         * @visibility secret
         */
        token?: string;
      };
      /** Has nothing to set: whose document is read, annotations say. */
      openapi?: {};
      repo?: {
        /** Directories under which `file:` source locations may be read; none without it. */
        localRoots?: string[];
      };
    };
  };
}
