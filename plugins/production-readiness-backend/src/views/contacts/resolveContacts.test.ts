import type { Entity } from '@backstage/catalog-model';
import type { Checklist } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { PeopleConfig } from '../../people/config';
import { resolveContacts } from './resolveContacts';

type Definition = Checklist['contacts'][number];

const ON_CALL: Definition = {
  id: 'on-call',
  title: 'On-Call Engineer',
  group: 'emergency',
  annotation: 'production-readiness/contact-on-call',
  role: 'sre',
  value: '[Name], [Phone]',
};

const VENDOR: Definition = {
  id: 'render',
  title: 'Render Support',
  group: 'vendor',
  value: 'support@render.com',
  links: [{ title: 'Support', url: 'https://render.com/support' }],
};

const SCHEDULE: Definition = {
  id: 'on-call-schedule',
  title: 'On-Call Schedule',
  group: 'internal',
  value: '[Link to schedule]',
};

const ADA: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name: 'ada',
    annotations: { 'production-readiness/phone': '+44 1' },
  },
  spec: { profile: { displayName: 'Ada', email: 'ada@example.com' } },
};

const SRE: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'sre', title: 'Site reliability' },
  spec: {},
};

const CATALOG: Record<string, Entity> = {
  'user:default/ada': ADA,
  'group:default/sre': SRE,
};

function resolve(
  definition: Definition,
  options: {
    annotations?: Record<string, string>;
    config?: Partial<PeopleConfig>;
    people?: boolean;
  } = {},
) {
  return resolveContacts({
    definitions: [definition],
    subject: { annotations: options.annotations ?? {}, owner: null },
    config: { contacts: {}, roles: {}, ...options.config },
    entities: {
      getEntitiesByRefs: async refs => refs.map(ref => CATALOG[ref]),
    },
    people: options.people ?? true,
  }).then(([contact]) => contact);
}

const ANNOTATED = {
  'production-readiness/contact-on-call': 'user:default/ada',
};

describe('resolveContacts', () => {
  it.each([
    [
      'the configuration before the annotation',
      ON_CALL,
      {
        annotations: ANNOTATED,
        config: { contacts: { onCall: { name: 'Grace', phone: '+1 2' } } },
      },
      { name: 'Grace', phone: '+1 2' },
    ],
    [
      'no one else’s phone beside a configured name',
      ON_CALL,
      {
        annotations: ANNOTATED,
        config: { contacts: { onCall: { name: 'Grace' } } },
      },
      { name: 'Grace', phone: null },
    ],
    [
      'the annotation before the role',
      ON_CALL,
      {
        annotations: ANNOTATED,
        config: { roles: { sre: ['group:default/sre'] } },
      },
      { name: 'Ada', phone: '+44 1', value: 'ada@example.com' },
    ],
    [
      'the group that holds the role',
      ON_CALL,
      { config: { roles: { sre: ['group:default/sre'] } } },
      { name: 'Site reliability', phone: null },
    ],
    [
      'what the checklist prints',
      VENDOR,
      {},
      { name: null, value: 'support@render.com', links: VENDOR.links },
    ],
    [
      'nothing for a placeholder',
      SCHEDULE,
      {},
      { name: null, phone: null, value: null },
    ],
    [
      'no names and phones of people to a service',
      ON_CALL,
      { annotations: ANNOTATED, people: false },
      { name: null, phone: null, value: null },
    ],
    [
      'vendors to a service too',
      VENDOR,
      { people: false },
      { value: 'support@render.com' },
    ],
  ])('shows %s', async (_name, definition, options, expected) => {
    expect(await resolve(definition, options)).toMatchObject(expected);
  });

  it.each([
    [
      'nothing is set',
      ON_CALL,
      {},
      'annotate the launch unit with production-readiness/contact-on-call, or set productionReadiness.contacts.onCall in the app configuration, or name a group under productionReadiness.roles.sre',
    ],
    [
      'the person has no phone',
      ON_CALL,
      { config: { roles: { sre: ['group:default/sre'] } } },
      'Site reliability has no phone: annotate group:default/sre with production-readiness/phone, or set productionReadiness.contacts.onCall',
    ],
    ['it resolves', ON_CALL, { annotations: ANNOTATED }, undefined],
    ['a vendor resolves', VENDOR, {}, undefined],
    [
      'a link is a placeholder',
      SCHEDULE,
      {},
      'set productionReadiness.contacts.onCallSchedule in the app configuration',
    ],
  ])(
    'says what to do where %s',
    async (_name, definition, options, missing) => {
      expect((await resolve(definition, options)).missing).toBe(missing);
    },
  );
});
