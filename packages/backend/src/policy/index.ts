import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { ReadinessPolicy } from './ReadinessPolicy';

/** Puts the policy in force, with the roles that the configuration names groups for. */
export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'readiness-policy',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
        userInfo: coreServices.userInfo,
      },
      async init({ config, policy, userInfo }) {
        const roles = config.getOptionalConfig('productionReadiness.roles');
        policy.setPolicy(
          new ReadinessPolicy({ userInfo, roles: roles?.keys() ?? [] }),
        );
      },
    });
  },
});
