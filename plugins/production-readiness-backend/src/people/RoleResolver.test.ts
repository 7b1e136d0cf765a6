import type { Entity } from '@backstage/catalog-model';
import type { PeopleConfig } from './config';
import { RoleResolver } from './RoleResolver';

const MINUTE_MS = 60_000;

function group(name: string, relations: Record<string, string[]>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name },
    relations: Object.entries(relations).flatMap(([type, refs]) =>
      refs.map(targetRef => ({ type, targetRef })),
    ),
  };
}

function setUp(roles: PeopleConfig['roles'] = {}) {
  const groups = new Map([
    [
      'group:default/payments',
      group('payments', {
        hasMember: ['user:default/ada'],
        parentOf: ['group:default/on-call'],
      }),
    ],
    [
      'group:default/on-call',
      group('on-call', {
        hasMember: ['user:default/margaret'],
        // A circle, as nobody should draw one.
        parentOf: ['group:default/payments'],
      }),
    ],
  ]);
  const clock = { now: new Date('2026-12-01T10:00:00Z') };
  const asked: string[][] = [];
  const resolver = new RoleResolver({
    config: { contacts: {}, roles },
    entities: {
      getEntitiesByRefs: async refs => {
        if (refs.length > 0) asked.push(refs);
        return refs.map(ref => groups.get(ref));
      },
    },
    now: () => clock.now,
  });
  return { resolver, groups, clock, asked };
}

const OWNERS = { owners: ['group:default/payments'] };

describe('roles', () => {
  it('are held by the members of a group and of those under it', async () => {
    const { resolver } = setUp();
    expect(await resolver.holdersOf('owner', OWNERS)).toEqual([
      'user:default/ada',
      'user:default/margaret',
    ]);
  });

  it.each<[string, PeopleConfig['roles'], string[], string[]]>([
    ['an owner may be a person', {}, ['user:default/Grace'], ['owner']],
    ['nobody owns it', {}, [], []],
    [
      'configuration names a person',
      { sre: ['user:default/grace'] },
      [],
      ['sre'],
    ],
    [
      'configuration goes before the relation',
      { owner: ['group:default/on-call'] },
      ['user:default/grace'],
      [],
    ],
    ['a group is no more', { sre: ['group:default/gone'] }, [], []],
  ])('where %s', async (_, roles, owners, held) => {
    const { resolver } = setUp(roles);
    expect([
      ...(await resolver.rolesOf('user:default/grace', ['owner', 'sre'], {
        owners,
      })),
    ]).toEqual(held);
  });

  it.each([
    [
      'user:default/eve',
      'owner',
      'Only members of group:default/payments hold the role Title',
    ],
    [
      'user:default/ada',
      'sre',
      'Nobody holds the role Title: name a group under productionReadiness.roles.sre',
    ],
  ])('refuse %s as %s with the reason', async (user, id, reason) => {
    const { resolver } = setUp();
    await expect(
      resolver.require(user, { id, title: 'Title' }, OWNERS),
    ).rejects.toMatchObject({ name: 'NotAllowedError', message: reason });
  });

  it('let pass who holds one', async () => {
    const { resolver } = setUp();
    await expect(
      resolver.require(
        'user:default/margaret',
        { id: 'owner', title: 'Owner' },
        OWNERS,
      ),
    ).resolves.toBeUndefined();
  });

  it('are remembered for a minute', async () => {
    const { resolver, groups, clock, asked } = setUp();
    await resolver.holdersOf('owner', OWNERS);
    const once = asked.length;
    groups.set('group:default/payments', group('payments', {}));
    await resolver.holdersOf('owner', OWNERS);
    expect(asked).toHaveLength(once);
    clock.now = new Date(clock.now.getTime() + MINUTE_MS + 1);
    expect(await resolver.holdersOf('owner', OWNERS)).toEqual([]);
  });

  it('are asked for again where the catalog did not answer', async () => {
    const resolverOf = (answers: (() => Entity[])[]) =>
      new RoleResolver({
        config: { contacts: {}, roles: {} },
        entities: { getEntitiesByRefs: async () => answers.shift()!() },
        now: () => new Date(),
      });
    const resolver = resolverOf([
      () => {
        throw new Error('The catalog is down');
      },
      () => [group('payments', { hasMember: ['user:default/ada'] })],
      () => [],
    ]);
    await expect(resolver.holdersOf('owner', OWNERS)).rejects.toThrow('down');
    expect(await resolver.holdersOf('owner', OWNERS)).toEqual([
      'user:default/ada',
    ]);
  });
});
