import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogLocationCreatePermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  scorecardPermissionRules,
  type ScorecardResource,
} from '@production-readiness/backstage-plugin-production-readiness-backend';
import {
  attestationCreatePermission,
  checklistPreviewPermission,
  connectionsReadPermission,
  productionReadinessPermissions,
  recordReadPermission,
  reportPushPermission,
  reviewDecidePermission,
  reviewLaunchPermission,
  reviewOpenPermission,
  reviewSignPermission,
  scorecardReadPermission,
  scorecardRunPermission,
  waiverApprovePermission,
  waiverRequestPermission,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { ReadinessPolicy } from './ReadinessPolicy';

/** Who owns, secures and runs KAMIYO, as the plugin finds it out; security is held in a nested group. */
const KAMIYO: ScorecardResource = {
  entityRef: 'system:default/kamiyo',
  kind: 'system',
  namespace: 'default',
  name: 'kamiyo',
  title: null,
  type: null,
  lifecycle: null,
  owner: 'group:default/owners',
  system: null,
  roles: {
    owner: ['group:default/owners', 'user:default/ada'],
    security: ['group:default/security', 'group:default/appsec'],
    sre: ['group:default/sre', 'user:default/margaret'],
  },
};

const CLAIMS: Record<string, string[]> = {
  ada: ['user:default/ada', 'group:default/owners'],
  radia: ['user:default/radia', 'group:default/appsec'],
  margaret: ['user:default/margaret', 'group:default/sre'],
  linus: ['user:default/linus', 'group:default/platform-team'],
  eve: ['user:default/eve'],
};
const EVERYONE = Object.keys(CLAIMS);
const WITH_A_ROLE = ['ada', 'radia', 'margaret'];

const isMet = createConditionAuthorizer(
  Object.values(scorecardPermissionRules),
);

/** Whether a person may, about KAMIYO where the permission is about a launch unit. */
async function may(person: string | undefined, permission: Permission) {
  const policy = new ReadinessPolicy({
    roles: ['security', 'sre', 'owner'],
    userInfo: mockServices.userInfo.mock({
      getUserInfo: async () => ({
        userEntityRef: `user:default/${person}`,
        ownershipEntityRefs: CLAIMS[person ?? ''],
      }),
    }),
  });
  const user = person && {
    credentials: mockCredentials.user(`user:default/${person}`),
    // What is deprecated is not to be relied on.
    info: { userEntityRef: 'user:default/nobody', ownershipEntityRefs: [] },
  };
  const decision = await policy.handle({ permission }, user || undefined);
  return isMet(decision, KAMIYO);
}

const asOfAnotherPlugin = (action: 'read' | 'update') =>
  createPermission({ name: `another.${action}`, attributes: { action } });

const TABLE: [Permission, string[]][] = [
  [scorecardReadPermission, EVERYONE],
  [scorecardRunPermission, EVERYONE],
  [attestationCreatePermission, WITH_A_ROLE],
  [waiverRequestPermission, WITH_A_ROLE],
  [waiverApprovePermission, WITH_A_ROLE],
  [reviewSignPermission, WITH_A_ROLE],
  [reviewOpenPermission, ['ada']],
  [reviewDecidePermission, ['ada']],
  [reviewLaunchPermission, ['ada', 'margaret']],
  [reportPushPermission, ['ada']],
  [recordReadPermission, EVERYONE],
  [connectionsReadPermission, EVERYONE],
  [checklistPreviewPermission, ['linus']],
  [catalogEntityReadPermission, EVERYONE],
  [catalogEntityRefreshPermission, EVERYONE],
  [catalogEntityDeletePermission, ['linus']],
  [catalogLocationCreatePermission, ['linus']],
  [asOfAnotherPlugin('read'), EVERYONE],
  [asOfAnotherPlugin('update'), ['linus']],
];

describe('the policy', () => {
  it.each(TABLE.map(([permission, who]) => [permission.name, who, permission]))(
    'grants %s to %j',
    async (_name, who, permission) => {
      const granted = await Promise.all(
        EVERYONE.map(person => may(person, permission as Permission)),
      );
      expect(EVERYONE.filter((_, index) => granted[index])).toEqual(who);
    },
  );

  it.each(productionReadinessPermissions.map(each => [each.name, each]))(
    'does not grant %s to whoever is not signed in',
    async (_name, permission) => {
      expect(await may(undefined, permission as Permission)).toBe(false);
    },
  );

  it('gives nobody a role of a launch unit that they do not hold it of', async () => {
    const policy = new ReadinessPolicy({
      roles: [],
      userInfo: mockServices.userInfo.mock({
        getUserInfo: async () => ({
          userEntityRef: 'user:default/ada',
          ownershipEntityRefs: CLAIMS.ada,
        }),
      }),
    });
    const decision = await policy.handle(
      { permission: reviewOpenPermission },
      {
        credentials: mockCredentials.user(),
        info: { userEntityRef: '', ownershipEntityRefs: [] },
      },
    );
    expect(isMet(decision, { ...KAMIYO, roles: { owner: [] } })).toBe(false);
    expect(isMet(decision, KAMIYO)).toBe(true);
  });
});
