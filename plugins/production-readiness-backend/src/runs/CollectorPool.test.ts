import { mockServices } from '@backstage/backend-test-utils';
import type { FactCollector } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { START } from '../store/__testUtils__/samples';
import { CollectorPool } from './CollectorPool';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'api' },
};

function collector(
  collect: FactCollector['collect'],
  timeoutMs = 1000,
): FactCollector {
  return {
    id: 'fake',
    title: 'Fake',
    params: z.object({}),
    valueSchema: () => z.object({}),
    refreshAfterMs: 1,
    expiresAfterMs: 3,
    timeoutMs,
    collect,
  };
}

async function collectWith(
  fake: FactCollector,
  signal = new AbortController().signal,
) {
  const pool = new CollectorPool({
    collectors: [fake],
    logger: mockServices.logger.mock({
      child: () => mockServices.logger.mock(),
    }),
    now: () => START,
  });
  const requests = [
    { key: 'a', params: {} },
    { key: 'b', params: {} },
  ];
  return pool.collect(
    { collector: fake, entity, subject: entity, requests },
    signal,
  );
}

const ok = (key: string) => ({ key, value: {}, evidence: [] });

describe('CollectorPool', () => {
  it.each([
    [
      'answers each request in their order',
      collector(async () => [ok('b'), ok('a'), ok('unasked')]),
      [ok('a'), ok('b')],
    ],
    [
      'makes an error of what is not answered',
      collector(async () => [ok('b')]),
      [
        { key: 'a', error: 'The collector gave no answer for this fact' },
        ok('b'),
      ],
    ],
    [
      'makes errors of a throw',
      collector(async () => {
        throw new Error('401 from the vendor');
      }),
      [
        { key: 'a', error: '401 from the vendor' },
        { key: 'b', error: '401 from the vendor' },
      ],
    ],
    [
      'makes errors of an answer that is no list',
      collector(async () => undefined as any),
      [
        { key: 'a', error: expect.any(String) },
        { key: 'b', error: expect.any(String) },
      ],
    ],
    [
      'leaves behind one that hangs and heeds no signal',
      collector(() => new Promise(() => {}), 20),
      [
        { key: 'a', error: 'No result within 20 ms' },
        { key: 'b', error: 'No result within 20 ms' },
      ],
    ],
  ])('%s', async (_, fake, expected) => {
    expect(await collectWith(fake)).toEqual(expected);
  });

  it('aborts the signal of one whose time is over', async () => {
    const signals: AbortSignal[] = [];
    await collectWith(
      collector(({ signal }) => {
        signals.push(signal);
        return new Promise(() => {});
      }, 20),
    );
    expect(signals[0].aborted).toBe(true);
  });

  it('throws where the run is stopped, so that nothing is stored as an error', async () => {
    const stop = new AbortController();
    const stopped = collectWith(
      collector(() => {
        stop.abort(new Error('stopping'));
        return new Promise(() => {});
      }),
      stop.signal,
    );
    await expect(stopped).rejects.toThrow('stopping');
  });

  it('calls one collector a few times at once, not more', async () => {
    let atOnce = 0;
    let most = 0;
    const fake = collector(async ({ requests }) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise(resolve => setImmediate(resolve));
      atOnce -= 1;
      return requests.map(({ key }) => ok(key));
    });
    const pool = new CollectorPool({
      collectors: [fake],
      logger: mockServices.logger.mock({
        child: () => mockServices.logger.mock(),
      }),
      now: () => START,
    });
    const { signal } = new AbortController();
    await Promise.all(
      Array.from({ length: 12 }, () =>
        pool.collect(
          {
            collector: fake,
            entity,
            subject: entity,
            requests: [{ key: 'a', params: {} }],
          },
          signal,
        ),
      ),
    );
    expect(most).toBe(4);
  });
});
