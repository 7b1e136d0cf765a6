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

function start(pagerduty: object | undefined, addProvider: jest.Mock) {
  return startTestBackend({
    extensionPoints: [[providersExtensionPoint, { addProvider }]],
    features: [
      module,
      mockServices.rootConfig.factory({
        data: {
          productionReadiness: { collectors: pagerduty ? { pagerduty } : {} },
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
  it.each([[undefined], [{ token: 'abc', region: 'eu' }]])(
    'adds the provider with %j',
    async pagerduty => {
      const addProvider = jest.fn();
      const backend = await start(pagerduty, addProvider);
      expect(addProvider).toHaveBeenCalledWith(
        expect.objectContaining({ fact: 'oncall', id: 'pagerduty' }),
      );
      await backend.stop();
    },
  );

  it.each([
    [{ token: 'Token token=abc' }, 'token must be the token alone'],
    [{ token: 'abc', region: 'mars' }, 'region'],
    [
      { token: 'abc', securityIncidents: '(' },
      'securityIncidents not a regular',
    ],
    [{}, 'token'],
  ])('stops the start-up with %j', async (pagerduty, reason) => {
    await expect(start(pagerduty, jest.fn())).rejects.toThrow(reason);
    await expect(start(pagerduty, jest.fn())).rejects.not.toThrow('token=abc');
  });
});
