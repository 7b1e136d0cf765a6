import {
  parseEntityRef,
  RELATION_HAS_MEMBER,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';
import type { EntityReader } from '../createEntityReader';
import type { PeopleConfig } from './config';

/** A person who was put into a group, or taken out, is seen within this time (semantics 6.1). */
const REMEMBERED_MS = 60_000;
/** Groups in groups in groups: a catalog that nests deeper is taken as far as this. */
const MAX_DEPTH = 20;
const OWNER = 'owner';

/** Of whom somebody is to hold a role. */
export interface RoleScope {
  /** Refs of the groups and users that own the entities concerned. */
  owners: string[];
}

/**
 * Who holds which role: groups of the catalog, nested, read with the plugin's
 * own credentials, whether or not the permission framework is on (semantics 6.1).
 */
export class RoleResolver {
  private readonly members: LRUCache<string, Promise<Set<string>>>;

  constructor(
    private readonly options: {
      config: PeopleConfig;
      entities: EntityReader;
      now: () => Date;
    },
  ) {
    this.members = new LRUCache({
      max: 5_000,
      ttl: REMEMBERED_MS,
      // By the plugin's clock, so that tests have minutes pass at once.
      perf: { now: () => options.now().getTime() },
      ttlResolution: 0,
    });
  }

  /** Refs of groups or users that a role stands for; empty where nobody is named. */
  groupsOf(role: string, { owners }: RoleScope): string[] {
    const configured = this.options.config.roles[role];
    if (configured && configured.length > 0) return configured.map(normalized);
    return role === OWNER ? owners.map(normalized) : [];
  }

  /** Refs of the users that hold a role, in order. */
  async holdersOf(role: string, scope: RoleScope): Promise<string[]> {
    const holders = await Promise.all(
      this.groupsOf(role, scope).map(ref => this.usersOf(ref)),
    );
    return [...new Set(holders.flatMap(users => [...users]))].sort();
  }

  /** Which of the roles a user holds. */
  async rolesOf(
    userEntityRef: string,
    roles: readonly string[],
    scope: RoleScope,
  ): Promise<Set<string>> {
    const user = normalized(userEntityRef);
    const held = await Promise.all(
      [...new Set(roles)].map(async role =>
        (await this.holdersOf(role, scope)).includes(user) ? [role] : [],
      ),
    );
    return new Set(held.flat());
  }

  /** One sentence: why a user does not hold a role; undefined where they do. */
  async whyNot(
    userEntityRef: string,
    role: { id: string; title: string },
    scope: RoleScope,
  ): Promise<string | undefined> {
    const holders = await this.holdersOf(role.id, scope);
    if (holders.includes(normalized(userEntityRef))) return undefined;
    const groups = this.groupsOf(role.id, scope);
    if (groups.length === 0) {
      return role.id === OWNER
        ? `Nobody holds the role ${role.title}: the entity has no owner in the catalog`
        : `Nobody holds the role ${role.title}: name a group under productionReadiness.roles.${role.id}`;
    }
    return `Only members of ${groups.join(' or ')} hold the role ${role.title}`;
  }

  /** Throws NotAllowedError, with the reason, unless the user holds the role. */
  async require(
    userEntityRef: string,
    role: { id: string; title: string },
    scope: RoleScope,
  ): Promise<void> {
    const why = await this.whyNot(userEntityRef, role, scope);
    if (why !== undefined) throw new NotAllowedError(why);
  }

  /** The users in a group and in the groups under it; of a user themselves. */
  private usersOf(ref: string): Promise<Set<string>> {
    const known = this.members.get(ref);
    if (known) return known;
    const reading = this.readUsers(ref);
    this.members.set(ref, reading);
    // What could not be read is asked for again.
    reading.catch(() => this.members.delete(ref));
    return reading;
  }

  private async readUsers(ref: string): Promise<Set<string>> {
    const users = new Set<string>();
    const seen = new Set<string>();
    let level = [ref];
    for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
      const groups: string[] = [];
      for (const each of level) {
        if (seen.has(each)) continue;
        seen.add(each);
        if (parseEntityRef(each).kind === 'user') users.add(each);
        else groups.push(each);
      }
      const entities = await this.options.entities.getEntitiesByRefs(groups);
      level = entities.flatMap(entity =>
        (entity?.relations ?? [])
          .filter(({ type }) =>
            [RELATION_HAS_MEMBER, RELATION_PARENT_OF].includes(type),
          )
          .map(({ targetRef }) => normalized(targetRef)),
      );
    }
    return users;
  }
}

/** In lower case, as refs are compared; what names no kind is a group. */
function normalized(ref: string): string {
  return stringifyEntityRef(parseEntityRef(ref, { defaultKind: 'group' }));
}
