import type { Entity } from '@backstage/catalog-model';
import {
  collectOne,
  component,
  valueOf,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import type { PeopleConfig } from '../../people/config';
import { createCatalogCollector } from './createCatalogCollector';

function entity(
  kind: string,
  name: string,
  rest: Partial<Entity> & { annotations?: Record<string, string> } = {},
): Entity {
  const { annotations, ...others } = rest;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, annotations },
    ...others,
  };
}

function relation(type: string, targetRef: string) {
  return { type, targetRef };
}

/** A catalog that holds these entities. */
function collectorFor(
  entities: Record<string, Entity>,
  people: Partial<PeopleConfig> = {},
) {
  return createCatalogCollector({
    people: { contacts: {}, roles: {}, ...people },
    catalog: {
      getEntitiesByRefs: async refs => refs.map(ref => entities[ref]),
    },
  });
}

describe('catalog: entity', () => {
  it('tells what is declared, and null of what is not', async () => {
    const shop: Entity = {
      ...component({
        description: 'Sells things',
        links: [{ url: 'https://a.example/?token=x', type: 'docs' }],
        annotations: {
          'backstage.io/techdocs-ref': 'dir:.',
          'backstage.io/source-location': 'url:https://github.com/a/shop/',
        },
        spec: { lifecycle: 'production' },
      }),
      relations: [
        relation('ownedBy', 'group:default/team'),
        relation('providesApi', 'api:default/shop'),
      ],
    };
    const collector = collectorFor({
      'group:default/team': entity('Group', 'team', {
        spec: {},
        relations: [relation('hasMember', 'user:default/ada')],
      }),
    });
    const outcome = await collectOne(collector, {}, { entity: shop });
    expect(valueOf(outcome)).toEqual({
      owner: 'group:default/team',
      ownerExists: true,
      ownerMembers: 1,
      title: null,
      description: 'Sells things',
      lifecycle: 'production',
      type: 'service',
      system: null,
      links: [
        { url: 'https://a.example/?token=***', title: null, type: 'docs' },
      ],
      tags: [],
      techdocs: true,
      apis: ['api:default/shop'],
      dependsOn: [],
      sourceLocation: 'https://github.com/a/shop/',
    });
  });

  it.each([
    ['url:https://github.com/a/shop/', 'b/other', 'https://github.com/a/shop/'],
    ['file:/somewhere/shop/', 'a/shop', 'https://github.com/a/shop'],
    ['file:/somewhere/shop/', undefined, 'file'],
    [undefined, 'a/shop', 'https://github.com/a/shop'],
    [undefined, undefined, null],
  ])('finds the source by %s and %s: %s', async (location, slug, expected) => {
    const shop = component({
      annotations: {
        ...(location ? { 'backstage.io/source-location': location } : {}),
        ...(slug ? { 'github.com/project-slug': slug } : {}),
      },
    });
    const outcome = await collectOne(collectorFor({}), {}, { entity: shop });
    expect(valueOf(outcome).sourceLocation).toBe(expected);
  });

  it('knows an owner that is not there', async () => {
    const shop: Entity = {
      ...component(),
      relations: [relation('ownedBy', 'group:default/gone')],
    };
    const outcome = await collectOne(collectorFor({}), {}, { entity: shop });
    expect(valueOf(outcome)).toMatchObject({
      owner: 'group:default/gone',
      ownerExists: false,
      ownerMembers: null,
    });
  });
});

describe('catalog: relations', () => {
  it('reaches what is needed by way of others, also in circles', async () => {
    const shop: Entity = {
      ...component(),
      relations: [
        relation('consumesApi', 'api:default/pay'),
        relation('dependencyOf', 'component:default/other'),
      ],
    };
    const collector = collectorFor({
      'api:default/pay': entity('API', 'pay', {
        relations: [relation('apiProvidedBy', 'component:default/pay')],
      }),
      'component:default/pay': entity('Component', 'pay', {
        relations: [
          relation('dependsOn', 'resource:default/db'),
          relation('dependsOn', 'component:default/pay'),
        ],
      }),
    });
    const outcome = await collectOne(
      collector,
      { kind: 'relations' },
      { entity: shop },
    );
    expect(valueOf(outcome)).toMatchObject({
      consumesApis: ['api:default/pay'],
      dependsOn: [],
      reaches: [
        'api:default/pay',
        'component:default/pay',
        'resource:default/db',
      ],
      complete: true,
    });
  });

  it('is not complete of more than it follows', async () => {
    const shop: Entity = {
      ...component(),
      relations: Array.from({ length: 300 }, (_, index) =>
        relation('dependsOn', `resource:default/r${index}`),
      ),
    };
    const outcome = await collectOne(
      collectorFor({}),
      { kind: 'relations' },
      { entity: shop },
    );
    expect(valueOf(outcome).complete).toBe(false);
  });
});

describe('catalog: contacts', () => {
  const system = component({
    links: [
      { url: 'https://slack.example/c', type: 'slack' },
      { url: 'https://discord.example/c', type: 'discord', title: 'Chat' },
    ],
  });
  const people = {
    'user:default/ada': entity('User', 'ada', {
      annotations: { 'production-readiness/phone': '+44 1' },
      spec: { profile: { displayName: 'Ada' } },
    }),
    'user:default/new': entity('User', 'new', {
      annotations: { 'production-readiness/phone': '[Phone]' },
      spec: { profile: { displayName: '[Name]' } },
    }),
    'group:default/dba': entity('Group', 'dba', {
      annotations: { 'production-readiness/phone': '+44 3' },
      spec: { profile: { displayName: 'Database admins' } },
    }),
  };
  const collector = collectorFor(people);
  const collect = (contacts: object, of: Entity = system) =>
    collectOne(collector, { kind: 'contacts', contacts }, { entity: of });

  it('tells who has a name and a phone, and keeps neither', async () => {
    const outcome = await collect({
      onCall: 'user:default/ada',
      dba: 'user:default/new',
      security: 'group:default/gone',
    });
    expect(valueOf(outcome)).toEqual({
      contacts: [
        {
          id: 'onCall',
          ref: 'user:default/ada',
          found: true,
          name: true,
          phone: true,
        },
        {
          id: 'dba',
          ref: 'user:default/new',
          found: true,
          name: false,
          phone: false,
        },
        {
          id: 'security',
          ref: 'group:default/gone',
          found: false,
          name: false,
          phone: false,
        },
      ],
      channels: [
        { title: 'slack', url: 'https://slack.example/c' },
        { title: 'Chat', url: 'https://discord.example/c' },
      ],
      complete: true,
    });
    expect(JSON.stringify(outcome)).not.toContain('+44');
  });

  it.each([
    ['a contact', { onCall: '' }, system, /onCall/],
    [
      'the channels',
      { onCall: 'user:default/ada' },
      component(),
      /slack, discord/,
    ],
  ])('waits for %s to be declared', async (_, contacts, of, message) => {
    expect(await collect(contacts, of)).toMatchObject({
      miss: {
        cause: 'waiting-for-person',
        message: expect.stringMatching(message),
      },
    });
  });

  const NEW = 'user:default/new';
  it.each<[string, Partial<PeopleConfig>, string, object]>([
    [
      'the configuration before what is declared',
      { contacts: { dba: { name: 'Grace', phone: '+1 2' } } },
      NEW,
      { ref: null, found: true, name: true, phone: true },
    ],
    [
      'no one else’s phone beside a configured name',
      { contacts: { dba: { name: 'Grace' } } },
      'user:default/ada',
      { ref: null, found: true, name: true, phone: false },
    ],
    [
      'a configured phone beside the name in the catalog',
      { contacts: { dba: { phone: '+1 2' } } },
      'user:default/ada',
      { ref: 'user:default/ada', name: true, phone: true },
    ],
    [
      'placeholders of the configuration for nothing',
      { contacts: { dba: { name: '[Name]', phone: '[Phone]' } } },
      NEW,
      { ref: NEW, found: true, name: false, phone: false },
    ],
    [
      'the group that holds the role where nothing is declared',
      { roles: { dba: ['dba'] } },
      '',
      { ref: 'group:default/dba', found: true, name: true, phone: true },
    ],
    [
      'what is declared before the group that holds the role',
      { roles: { dba: ['group:default/dba'] } },
      NEW,
      { ref: NEW, name: false },
    ],
  ])('counts %s', async (_, config, declared, expected) => {
    const outcome = await collectOne(
      collectorFor(people, config),
      { kind: 'contacts', contacts: { dba: declared }, roles: { dba: 'dba' } },
      { entity: system },
    );
    expect(valueOf(outcome).contacts).toMatchObject([expected]);
    expect(JSON.stringify(outcome)).not.toMatch(/Grace|\+1 2/);
  });

  const SLACK = { url: 'https://slack.example/c', type: 'slack' };
  it.each([
    ['two links of one type', {}, [SLACK, SLACK], 2],
    [
      'both by configuration',
      {
        deployments: {
          links: [{ title: '#deployments', url: 'https://slack.example/d' }],
        },
        incidents: { value: '#incidents' },
      },
      [],
      2,
    ],
    ['one of each', { incidents: { value: '#incidents' } }, [SLACK], 2],
    ['one alone for too few', {}, [SLACK], undefined],
  ])('takes channels: %s', async (_, contacts, links, count) => {
    const outcome = await collectOne(
      collectorFor(people, { contacts }),
      {
        kind: 'contacts',
        contacts: { onCall: 'user:default/ada' },
        channels: ['deployments', 'incidents'],
      },
      { entity: component({ links }) },
    );
    expect(valueOf(outcome)?.channels.length).toBe(count);
  });
});
