import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { peopleAuthenticator } from './peopleAuthenticator';

/** Signs people of the catalog in as the groups there have them. */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'people-provider',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'people',
          factory: createProxyAuthProviderFactory({
            authenticator: peopleAuthenticator,
            signInResolver: ({ result: { entityRef } }, context) =>
              context.signInWithCatalogUser({ entityRef }),
          }),
        });
      },
    });
  },
});
