import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  outgoingServiceRef,
  providersExtensionPoint,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import module from './module';

function start(uptimerobot: object | undefined, addProvider: jest.Mock) {
  return startTestBackend({
    extensionPoints: [[providersExtensionPoint, { addProvider }]],
    features: [
      module,
      mockServices.rootConfig.factory({
        data: {
          productionReadiness: {
            collectors: uptimerobot ? { uptimerobot } : {},
          },
        },
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
  it.each([[undefined], [{ apiKey: 'ur1234567-abcdef' }]])(
    'adds both providers with %j',
    async uptimerobot => {
      const addProvider = jest.fn();
      const backend = await start(uptimerobot, addProvider);
      expect(addProvider).toHaveBeenCalledWith(
        expect.objectContaining({ fact: 'uptime', id: 'uptimerobot' }),
        expect.objectContaining({ fact: 'alerts', id: 'uptimerobot' }),
      );
      await backend.stop();
    },
  );

  it.each([
    ['the key of one monitor', 'm800100001-secretpart'],
    ['no key', 'secretpart'],
  ])('stops the start-up with %s', async (_, apiKey) => {
    const starting = start({ apiKey }, jest.fn());
    await expect(starting).rejects.toThrow(
      "collectors.uptimerobot.apiKey must be the account's read-only key",
    );
    await expect(starting).rejects.not.toThrow('secretpart');
  });
});
