import {
  CannotSay,
  notDeclared,
  noted,
  type Evidence,
  type VendorRequest,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { PAGE_LIMIT, type Asking, type RenderClient } from '../client';
import { Environment, HIDDEN } from './Environment';
import { hostOfUrl } from './rules/urls';

/** What a service is given at Render: its own variables, and those of groups. */
export interface ServiceEnvironment {
  environment: Environment;
  /** Name of the service at Render. */
  service: string;
  evidence: Evidence[];
}

type Revive = NonNullable<VendorRequest<unknown>['revive']>;
type Entry = readonly [string, string | typeof HIDDEN];

const groupsSchema = z
  .array(
    z.object({
      id: z.string().min(1),
      name: z.string(),
      serviceLinks: z.array(z.object({ id: z.string() })).nullable(),
    }),
  )
  .nullable();

// Of files only that they are not looked at.
const dropFiles: Revive = (key, value) =>
  key === 'content' || key === 'secretFiles' ? undefined : value;
/** Of a value only whether there is one. */
const dropValues: Revive = (key, value) =>
  key === 'value'
    ? typeof value === 'string' && value.trim() !== ''
    : dropFiles(key, value);

/**
 * Reads the variables of services, as far as `envInspection` allows: values
 * that are not to be looked at are dropped while answers are parsed. Throws
 * VendorError, whose message holds nothing of an answer.
 */
export class RenderEnvironment {
  readonly #client: RenderClient;
  readonly #revive: Revive;
  readonly #entry;

  constructor(client: RenderClient) {
    const isHidden = client.config.envInspection !== 'values';
    this.#client = client;
    this.#revive = isHidden ? dropValues : dropFiles;
    this.#entry = z
      .object({
        key: z.string().min(1),
        value: isHidden ? z.boolean() : z.string(),
      })
      .transform(({ key, value }): Entry => {
        if (typeof value === 'string') return [key, value];
        return [key, value ? HIDDEN : ''];
      });
  }

  async read(asking: Asking): Promise<ServiceEnvironment> {
    const service = await this.#client.service(asking);
    const [own, groups] = await Promise.all([
      this.#ownOf(service.id, asking),
      this.#groupsOf(service, asking),
    ]);
    const linked = groups.list.flatMap(group => group.entries);
    refuseConflicts(linked, own.entries);
    return {
      // What comes later wins: the service's own over those of its groups.
      environment: new Environment([...linked, ...own.entries]),
      service: service.name,
      evidence: [...own.evidence, ...groups.evidence],
    };
  }

  /** The internal host of a database by its name; a miss where there is none. */
  async databaseHost(name: string, asking: Asking): Promise<string> {
    const { items } = await this.#client.list(asking, {
      path: '/postgres',
      query: {
        includeReplicas: true,
        ownerId: this.#client.config.ownerId,
      },
      name: 'postgres',
      item: z.object({ id: z.string().min(1), name: z.string() }),
    });
    const ids = items.filter(each => each.name === name);
    if (ids.length !== 1) {
      throw new CannotSay(
        notDeclared(
          `Render shows ${ids.length} databases of the name '${name}', and the host of one is compared with`,
        ),
      );
    }
    const { data } = await this.#client.get(asking, {
      path: `/postgres/${encodeURIComponent(ids[0].id)}/connection-info`,
      schema: z.object({ internalConnectionString: z.string().min(1) }),
      // The password is in every field, and none of it is wanted.
      revive: (key, value) => {
        if (key === '') return value;
        return key === 'internalConnectionString' && typeof value === 'string'
          ? hostOfUrl(value)
          : undefined;
      },
    });
    return data.internalConnectionString;
  }

  async #ownOf(id: string, asking: Asking) {
    const { items, complete, evidence } = await this.#client.list(asking, {
      path: `/services/${id}/env-vars`,
      name: 'envVar',
      item: this.#entry,
      revive: this.#revive,
    });
    if (!complete) {
      throw new Error(
        `the service has more than ${items.length} environment variables; no more than that are read`,
      );
    }
    return {
      entries: items,
      evidence: noted(evidence, `${items.length} variables of the service`),
    };
  }

  async #groupsOf(
    { id, ownerId }: { id: string; ownerId: string },
    asking: Asking,
  ) {
    const listed = await this.#client.get(asking, {
      path: '/env-groups',
      query: { ownerId, limit: PAGE_LIMIT },
      schema: groupsSchema,
      revive: this.#revive,
    });
    const groups = listed.data ?? [];
    // The list bears no cursor: behind a full page there may be more.
    if (groups.length >= PAGE_LIMIT) {
      throw new Error(
        `the workspace has ${PAGE_LIMIT} environment groups or more, and Render lists no further ones`,
      );
    }
    const linked = groups.filter(({ serviceLinks }) =>
      serviceLinks?.some(link => link.id === id),
    );
    const read = await Promise.all(
      linked.map(group => this.#groupOf(group, asking)),
    );
    return {
      list: read,
      evidence: [
        ...noted(
          [listed.evidence],
          `${linked.length} of ${groups.length} groups are linked`,
        ),
        ...read.flatMap(group => group.evidence),
      ],
    };
  }

  async #groupOf({ id, name }: { id: string; name: string }, asking: Asking) {
    const answer = await this.#client.get(asking, {
      path: `/env-groups/${encodeURIComponent(id)}`,
      schema: z.object({ envVars: z.array(this.#entry).nullable() }),
      revive: this.#revive,
    });
    const entries = answer.data.envVars ?? [];
    return {
      entries,
      evidence: noted(
        [answer.evidence],
        `${entries.length} variables of the group ${name}`,
      ),
    };
  }
}

/** Render does not say which of several groups wins. */
function refuseConflicts(linked: Entry[], own: Entry[]): void {
  const seen = new Map(own);
  const isOwn = new Set(seen.keys());
  for (const [key, value] of linked) {
    if (isOwn.has(key)) continue;
    if (seen.has(key) && seen.get(key) !== value) {
      throw new Error(
        `${key} differs between groups that are linked to the service, and Render does not say which one counts; set it on the service`,
      );
    }
    seen.set(key, value);
  }
}
