import type { UserInfoService } from '@backstage/backend-plugin-api';
import { catalogEntityRefreshPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isReadPermission,
  isResourcePermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createScorecardConditionalDecision,
  scorecardConditions,
} from '@production-readiness/backstage-plugin-production-readiness-backend';
import {
  attestationCreatePermission,
  checklistPreviewPermission,
  reportPushPermission,
  RESOURCE_TYPE_SCORECARD,
  reviewDecidePermission,
  reviewLaunchPermission,
  reviewOpenPermission,
  reviewSignPermission,
  scorecardRunPermission,
  waiverApprovePermission,
  waiverRequestPermission,
} from '@production-readiness/backstage-plugin-production-readiness-common';

const OWNER = 'owner';

/** The group that runs Backstage: it may do all that no launch unit's people decide. */
const PLATFORM_TEAM = 'group:default/platform-team';

/** Changes that whoever is signed in may ask for: they only have something looked at again. */
const FOR_EVERYONE = [scorecardRunPermission, catalogEntityRefreshPermission];

/** Reading tells what a proposed checklist would change everywhere: not for everyone. */
const NOT_FOR_EVERYONE = [checklistPreviewPermission];

/**
 * Who may do what. Everyone signed in reads; people act on the launch units
 * that they hold a role of; what is left is for the platform team. The plugin
 * asks on top whether the person holds the very role that an act needs.
 */
export class ReadinessPolicy implements PermissionPolicy {
  /** Any one of which gives the permission on a launch unit that the person holds it of. */
  private readonly rolesThatMay: ReadonlyMap<string, string[]>;

  constructor(
    private readonly options: {
      userInfo: UserInfoService;
      /** Roles besides the owner's: the keys of `productionReadiness.roles`. */
      roles: string[];
    },
  ) {
    const every = [...new Set([OWNER, ...options.roles])];
    this.rolesThatMay = new Map([
      [attestationCreatePermission.name, every],
      [waiverRequestPermission.name, every],
      [waiverApprovePermission.name, every],
      [reviewSignPermission.name, every],
      [reviewOpenPermission.name, [OWNER]],
      [reviewDecidePermission.name, [OWNER]],
      [reviewLaunchPermission.name, [OWNER, 'sre']],
      [reportPushPermission.name, [OWNER]],
    ]);
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    // Services are not asked: without a user nobody is signed in.
    if (!user) return { result: AuthorizeResult.DENY };
    if (isForEveryone(permission)) return { result: AuthorizeResult.ALLOW };

    const { ownershipEntityRefs } = await this.options.userInfo.getUserInfo(
      user.credentials,
    );
    const roles = this.rolesThatMay.get(permission.name);
    if (roles && isResourcePermission(permission, RESOURCE_TYPE_SCORECARD)) {
      const [first, ...others] = roles.map(role =>
        scorecardConditions.hasRole({ role, claims: ownershipEntityRefs }),
      );
      return createScorecardConditionalDecision(permission, {
        anyOf: [first, ...others],
      });
    }
    return {
      result: ownershipEntityRefs.includes(PLATFORM_TEAM)
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY,
    };
  }
}

function isForEveryone(permission: Permission): boolean {
  const isOneOf = (list: Permission[]) =>
    list.some(({ name }) => name === permission.name);
  return (
    isOneOf(FOR_EVERYONE) ||
    (isReadPermission(permission) && !isOneOf(NOT_FOR_EVERYONE))
  );
}
