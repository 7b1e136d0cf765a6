import { mockServices } from '@backstage/backend-test-utils';
import { later, START, SUBJECT } from '../store/__testUtils__/samples';
import type { RunEvent } from '../runs/types';
import { createAnswerCache, type Asked } from './answerCache';
import { createScorecardAnswers } from './scorecardAnswers';

function asked({
  facts = 'facts-1',
  aliases = [],
  full = false,
}: {
  facts?: string;
  aliases?: [string, string][];
  full?: boolean;
} = {}): Asked {
  const row = { evaluatedAt: START.toISOString() };
  return {
    found: {
      key: SUBJECT,
      entityRef: SUBJECT.subjectRef,
      isSubject: true,
      row: row as Asked['found']['row'],
      all: [SUBJECT],
      members: [],
      aliases: new Map(aliases),
    },
    state: {
      subject: undefined,
      run: undefined,
      inForce: [],
      broken: undefined,
      facts,
    },
    full,
  };
}

describe('answers that are kept', () => {
  const textOf = async (answer: { plain(): Promise<Buffer> }) =>
    (await answer.plain()).toString();

  it('are put together once, for all who ask at the same time and later', async () => {
    const compute = jest.fn(async () => ({ name: 'käse → 1' }));
    const cache = createAnswerCache();
    const first = await Promise.all([
      cache.get(asked(), compute),
      cache.get(asked(), compute),
    ]);
    const again = await cache.get(asked(), compute);
    expect(await Promise.all([...first, again].map(textOf))).toEqual(
      Array.from({ length: 3 }, () => '{"name":"käse → 1"}'),
    );
    expect(compute).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['facts have changed', asked({ facts: 'facts-2' })],
    ['all facts are asked for', asked({ full: true })],
    ['an entity is hidden', asked({ aliases: [['a:b/c', 'hidden']] })],
  ])('are others where %s', async (_name, other) => {
    const cache = createAnswerCache();
    await cache.get(asked(), async () => ({ of: 'one' }));
    const answer = await cache.get(other, async () => ({ of: 'other' }));
    expect(await textOf(answer)).toBe('{"of":"other"}');
  });

  it('are put together again after an error', async () => {
    const cache = createAnswerCache();
    const failing = cache.get(asked(), async () => {
      throw new Error('no database');
    });
    await expect(failing).rejects.toThrow('no database');
    const answer = await cache.get(asked(), async () => ({ well: true }));
    expect(await textOf(answer)).toBe('{"well":true}');
  });
});

describe('the end of a run', () => {
  it.each<[string, RunEvent, number]>([
    ['a new scorecard', { type: 'scorecard', ...SUBJECT, verdict: 'go' }, 1],
    [
      'progress',
      {
        type: 'run',
        run: {
          ...SUBJECT,
          id: 'run-1',
          reason: 'asked',
          state: 'running',
          requestedAt: START.toISOString(),
          startedAt: later(1).toISOString(),
          finishedAt: null,
          progress: { done: 1, total: 2 },
          problems: [],
        },
      },
      0,
    ],
  ])('prepares an answer for %s', async (_name, event, times) => {
    const listeners: ((event: RunEvent) => void)[] = [];
    const read = jest.fn(async () => {
      throw new Error('nothing stored');
    });
    const { found, state } = asked();
    const findOpen = jest.fn(async () => found);
    createScorecardAnswers({
      finder: { findOpen, find: async () => found },
      parts: { readState: async () => state, read },
      collectors: new Map(),
      runs: {
        subscribe: listener => {
          listeners.push(listener);
          return () => {};
        },
      },
      logger: mockServices.logger.mock(),
    });
    listeners.forEach(listener => listener(event));
    await new Promise(resolve => setImmediate(resolve));
    expect(read).toHaveBeenCalledTimes(times);
    expect(findOpen.mock.calls).toEqual(times ? [[SUBJECT]] : []);
  });
});
