import type { Entity } from '@backstage/catalog-model';
import { RoleResolver } from '../people/RoleResolver';
import { matchesRowFilter } from '../store/rowFilter';
import type { EntityColumns } from '../store/types';
import { resolveRoles } from './resolveRoles';
import type { ScorecardFilter } from './resource';
import { scorecardPermissionRules } from './rules';

/** Payments has on-call under it; security has nobody but a group; who is in what is said from both sides. */
const IN: Record<string, string[]> = {
  'user:default/ada': ['group:default/payments'],
  'user:default/margaret': ['group:default/on-call'],
  'user:default/radia': ['group:default/app-security'],
  'group:default/on-call': ['group:default/payments'],
  'group:default/app-security': ['group:default/security'],
  'group:default/payments': [],
  'group:default/security': [],
};

const under = (ref: string) =>
  Object.keys(IN).filter(each => IN[each].includes(ref));

function entityOf(ref: string): Entity | undefined {
  if (!(ref in IN)) return undefined;
  const isUser = (each: string) => each.startsWith('user:');
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: isUser(ref) ? 'User' : 'Group',
    metadata: { name: ref },
    relations: [
      ...IN[ref].map(targetRef => ({
        type: isUser(ref) ? 'memberOf' : 'childOf',
        targetRef,
      })),
      ...under(ref).map(targetRef => ({
        type: isUser(targetRef) ? 'hasMember' : 'parentOf',
        targetRef,
      })),
    ],
  };
}

function ownedBy(owner: string | null): EntityColumns {
  return {
    entityRef: 'system:default/shop',
    kind: 'system',
    namespace: 'default',
    name: 'shop',
    title: null,
    type: null,
    lifecycle: null,
    owner,
    system: null,
  };
}

const PAYMENTS = ownedBy('group:default/payments');
const ADA = ownedBy('user:default/ada');
const NOBODY = ownedBy(null);

function resolverWith(roles: Record<string, string[]>) {
  return new RoleResolver({
    config: { contacts: {}, roles },
    entities: { getEntitiesByRefs: async refs => refs.map(entityOf) },
    now: () => new Date('2026-12-01T10:00:00Z'),
  });
}

const SECURITY = { security: ['group:default/security'] };

describe('the rule HAS_ROLE', () => {
  it.each<
    [string, EntityColumns, string, string[], Record<string, string[]>, boolean]
  >([
    ['an owner', PAYMENTS, 'owner', ['user:default/ada'], {}, true],
    ['a nested owner', PAYMENTS, 'owner', ['user:default/margaret'], {}, true],
    ['a claimed group', PAYMENTS, 'owner', ['group:default/on-call'], {}, true],
    ['upper case', PAYMENTS, 'owner', ['User:default/Ada'], {}, true],
    ['another', PAYMENTS, 'owner', ['user:default/radia'], {}, false],
    ['a person who owns', ADA, 'owner', ['user:default/ada'], {}, true],
    ['not their group', ADA, 'owner', ['group:default/payments'], {}, false],
    ['no owner at all', NOBODY, 'owner', ['user:default/ada'], {}, false],
    ['no claim', PAYMENTS, 'owner', [], SECURITY, false],
    ['nested role', NOBODY, 'security', ['user:default/radia'], SECURITY, true],
    [
      'another role',
      PAYMENTS,
      'security',
      ['user:default/ada'],
      SECURITY,
      false,
    ],
    [
      'a role of nobody',
      PAYMENTS,
      'legal',
      ['user:default/ada'],
      SECURITY,
      false,
    ],
    [
      'owners by configuration, not by the relation',
      PAYMENTS,
      'owner',
      ['user:default/ada'],
      { owner: ['group:default/security'] },
      false,
    ],
  ])(
    'of %s is the same for one entity and in a query',
    async (_, entity, role, claims, configured, holds) => {
      const roles = resolverWith(configured);
      const { hasRole } = scorecardPermissionRules;
      const owners = entity.owner === null ? [] : [entity.owner];
      const resource = {
        ...entity,
        roles: Object.fromEntries(
          await Promise.all(
            roles.known.map(async each => [
              each,
              await roles.claimsOf(each, { owners }),
            ]),
          ),
        ),
      };
      expect(hasRole.apply(resource, { role, claims })).toBe(holds);
      const query = hasRole.toQuery({ role, claims }) as ScorecardFilter;
      const matches = async (filter: ScorecardFilter) =>
        matchesRowFilter(entity, await resolveRoles(filter, roles));
      expect(await matches(query)).toBe(holds);
      expect(await matches({ not: query })).toBe(!holds);
      expect(await matches({ allOf: [query, { anyOf: [query] }] })).toBe(holds);
    },
  );
});
