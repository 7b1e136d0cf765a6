import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  collectorsExtensionPoint,
  outgoingServiceRef,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import module from './module';

function start(stripe: object | undefined, addCollector: jest.Mock) {
  return startTestBackend({
    extensionPoints: [[collectorsExtensionPoint, { addCollector }]],
    features: [
      module,
      mockServices.rootConfig.factory({
        data: { productionReadiness: { collectors: stripe ? { stripe } : {} } },
      }),
      createServiceFactory({
        service: outgoingServiceRef,
        deps: { config: coreServices.rootConfig },
        factory: () => ({} as any),
      }),
    ],
  });
}

describe('the module', () => {
  it.each([[undefined], [{ apiKey: 'rk_live_Abcdefgh1234' }]])(
    'adds the collector with %j',
    async stripe => {
      const addCollector = jest.fn();
      const backend = await start(stripe, addCollector);
      expect(addCollector).toHaveBeenCalledWith(
        expect.objectContaining({ id: 'stripe', title: 'Stripe' }),
      );
      await backend.stop();
    },
  );

  it('stops the start-up for a key that may do more than read', async () => {
    await expect(
      start({ apiKey: 'sk_live_Abcdefgh1234' }, jest.fn()),
    ).rejects.toThrow('which can move money');
  });
});
