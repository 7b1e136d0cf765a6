import { ConfigReader } from '@backstage/config';
import { collectOne } from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { createOutgoingGuard } from '@production-readiness/backstage-plugin-production-readiness-node';
import { createHttpCollector } from './http/createHttpCollector';
import { createTlsCollector } from './tls/createTlsCollector';

const SHOP = 'https://shop.example';
const many = (count: number, each: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => each(index));

describe('more than is looked at', () => {
  const guard = createOutgoingGuard({ config: new ConfigReader({}) });
  afterAll(() => guard.close());

  it.each([
    [
      'paths',
      createHttpCollector({ guard }),
      { kind: 'paths', url: SHOP, paths: many(21, index => `/${index}`) },
      '21 requests are declared and at most 20',
    ],
    [
      'hosts to redirect',
      createHttpCollector({ guard }),
      {
        kind: 'redirect',
        hosts: many(11, index => `${index}.shop.example`),
        paths: ['/', '/deep'],
      },
      '22 requests are declared and at most 20',
    ],
    [
      'origins',
      createHttpCollector({ guard }),
      {
        kind: 'cors',
        url: SHOP,
        origins: many(30, index => `https://${index}.shop.example`),
      },
      'requests are declared and at most 20',
    ],
    [
      'hosts with certificates',
      createTlsCollector({ guard }),
      { kind: 'hosts', hosts: many(11, index => `${index}.shop.example`) },
      '11 hosts are declared and at most 10',
    ],
  ])('of %s is a miss: a part says nothing of all', async (...row) => {
    const [, collector, params, message] = row;
    expect(await collectOne(collector, params)).toMatchObject({
      miss: {
        cause: 'check-error',
        message: expect.stringContaining(message),
      },
    });
  });
});
