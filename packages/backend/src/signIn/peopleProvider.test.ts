import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import peopleProvider from './index';

const entities = ['ada', 'mallory'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: {},
  relations: [{ type: 'memberOf', targetRef: 'group:default/owners' }],
}));

async function start(settings: {
  dangerouslyAllowOutsideDevelopment?: boolean;
}) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      peopleProvider,
      catalogServiceMock.factory({ entities }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          auth: {
            providers: {
              people: {
                ...settings,
                users: [
                  { entityRef: 'user:default/ada', name: 'Ada Lovelace' },
                  { entityRef: 'user:default/gone', name: 'Gone' },
                ],
              },
            },
          },
        },
      }),
    ],
  });
  return (as?: string) => {
    const asked = request(server).get('/api/auth/people/refresh');
    return as === undefined ? asked : asked.set('x-sign-in-as', as);
  };
}

describe('signing in at one’s word', () => {
  it('gives the identity that the catalog has', async () => {
    const signIn = await start({ dangerouslyAllowOutsideDevelopment: true });
    const { status, body } = await signIn('user:default/ada');
    expect(status).toBe(200);
    expect(body.profile).toEqual({ displayName: 'Ada Lovelace' });
    expect(body.backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: ['user:default/ada', 'group:default/owners'],
    });
  });

  it.each([
    ['a person of the catalog who is not listed', 'user:default/mallory', 401],
    ['nobody', undefined, 401],
    ['a listed person who is not in the catalog', 'user:default/gone', 404],
  ])('refuses %s', async (_who, ref, status) => {
    const signIn = await start({ dangerouslyAllowOutsideDevelopment: true });
    expect((await signIn(ref)).status).toBe(status);
  });

  it('is off outside development unless the configuration means it', async () => {
    const signIn = await start({});
    const { status, body } = await signIn('user:default/ada');
    expect(status).toBe(403);
    expect(body.error.message).toContain('dangerouslyAllowOutsideDevelopment');
  });
});
