import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { normalizedRef } from '../people/normalizedRef';
import { scorecardResourceRef } from './resource';

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow scorecards of entities that one of these owns',
  resourceRef: scorecardResourceRef,
  paramsSchema: z.object({
    owners: z
      .array(z.string())
      .describe('Entity refs of groups or users, as in the relation ownedBy'),
  }),
  apply: (entity, { owners }) =>
    entity.owner !== null && owners.includes(entity.owner),
  toQuery: ({ owners }) => ({ column: 'owner', values: owners }),
});

const hasSystem = createPermissionRule({
  name: 'HAS_SYSTEM',
  description: 'Allow scorecards of these systems and of what is part of them',
  resourceRef: scorecardResourceRef,
  paramsSchema: z.object({
    systems: z.array(z.string()).describe('Entity refs of systems'),
  }),
  apply: (entity, { systems }) =>
    entity.system !== null && systems.includes(entity.system),
  toQuery: ({ systems }) => ({ column: 'system', values: systems }),
});

const hasKind = createPermissionRule({
  name: 'HAS_KIND',
  description: 'Allow scorecards of entities of these kinds',
  resourceRef: scorecardResourceRef,
  paramsSchema: z.object({
    kinds: z.array(z.string()).describe('Kinds, in any case'),
  }),
  apply: (entity, { kinds }) => lowerCased(kinds).includes(entity.kind),
  toQuery: ({ kinds }) => ({ column: 'kind', values: lowerCased(kinds) }),
});

const inNamespace = createPermissionRule({
  name: 'IN_NAMESPACE',
  description: 'Allow scorecards of entities in these namespaces',
  resourceRef: scorecardResourceRef,
  paramsSchema: z.object({
    namespaces: z.array(z.string()).describe('Namespaces, in any case'),
  }),
  apply: (entity, { namespaces }) =>
    lowerCased(namespaces).includes(entity.namespace),
  toQuery: ({ namespaces }) => ({
    column: 'namespace',
    values: lowerCased(namespaces),
  }),
});

const hasRole = createPermissionRule({
  name: 'HAS_ROLE',
  description:
    'Allow scorecards of entities about which one of these holds the role, as the checklist and the configuration of roles mean it',
  resourceRef: scorecardResourceRef,
  paramsSchema: z.object({
    role: z
      .string()
      .describe('Role of a checklist, such as owner, security or sre'),
    claims: z
      .array(z.string())
      .describe(
        'Entity refs of the user and of their groups; groups over those count too',
      ),
  }),
  apply: (entity, { role, claims }) =>
    claims.some(claim => entity.roles[role]?.includes(normalizedRef(claim))),
  toQuery: ({ role, claims }) => ({ role, claims }),
});

/** Rules over the columns of the aggregated rows, and over who holds a role. @public */
export const scorecardPermissionRules = {
  isOwner,
  hasRole,
  hasSystem,
  hasKind,
  inNamespace,
};

function lowerCased(values: string[]): string[] {
  return values.map(value => value.toLocaleLowerCase('en-US'));
}
