import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { createOutgoingGuard, type OutgoingGuard } from './OutgoingGuard';

/**
 * The guard on outgoing requests, one for the plugin and all of its modules: a
 * host's limits and pauses hold whoever asks it. Built from
 * `productionReadiness.http`; start-up fails on an entry that cannot be read.
 *
 * @public
 */
export const outgoingServiceRef = createServiceRef<OutgoingGuard>({
  id: 'production-readiness.outgoing',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
      },
      factory({ config, lifecycle }) {
        const guard = createOutgoingGuard({ config });
        lifecycle.addShutdownHook(() => guard.close());
        return guard;
      },
    }),
});
