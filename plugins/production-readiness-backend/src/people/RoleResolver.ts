import { NotAllowedError } from '@backstage/errors';
import type { EntityReader } from '../createEntityReader';
import type { PeopleConfig } from './config';
import { GroupTree, isUser } from './GroupTree';
import { normalizedRef } from './normalizedRef';

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
  private readonly tree: GroupTree;

  constructor(
    private readonly options: {
      config: PeopleConfig;
      entities: EntityReader;
      now: () => Date;
    },
  ) {
    this.tree = new GroupTree(options);
  }

  /** Refs of groups or users that a role stands for; empty where nobody is named. */
  groupsOf(role: string, { owners }: RoleScope): string[] {
    const configured = this.options.config.roles[role];
    if (configured && configured.length > 0)
      return configured.map(normalizedRef);
    return role === OWNER ? owners.map(normalizedRef) : [];
  }

  /** Refs of the users that hold a role, in order. */
  async holdersOf(role: string, scope: RoleScope): Promise<string[]> {
    return (await this.claimsOf(role, scope)).filter(isUser);
  }

  /** Refs of the groups and users any one of which gives a role, nested, in order. */
  async claimsOf(role: string, scope: RoleScope): Promise<string[]> {
    const claims = await Promise.all(
      this.groupsOf(role, scope).map(ref => this.tree.under(ref)),
    );
    return [...new Set(claims.flatMap(refs => [...refs]))].sort();
  }

  /**
   * Of which entities whoever claims to be these users and groups holds a
   * role: of all, of those that one of the `owners` owns, or of none.
   */
  async heldBy(
    claims: readonly string[],
    role: string,
  ): Promise<'all' | 'none' | { owners: string[] }> {
    const groups = await Promise.all(
      claims.map(claim => this.tree.over(normalizedRef(claim))),
    );
    const claimed = new Set(groups.flatMap(refs => [...refs]));
    const configured = this.groupsOf(role, { owners: [] });
    if (configured.length > 0) {
      return configured.some(ref => claimed.has(ref)) ? 'all' : 'none';
    }
    return role === OWNER ? { owners: [...claimed].sort() } : 'none';
  }

  /** The roles that anybody can hold: the owner's and those of the configuration. */
  get known(): string[] {
    return [...new Set([OWNER, ...Object.keys(this.options.config.roles)])];
  }

  /** Which of the roles a user holds. */
  async rolesOf(
    userEntityRef: string,
    roles: readonly string[],
    scope: RoleScope,
  ): Promise<Set<string>> {
    const user = normalizedRef(userEntityRef);
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
    if (holders.includes(normalizedRef(userEntityRef))) return undefined;
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
}
