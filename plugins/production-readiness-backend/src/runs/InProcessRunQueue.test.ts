import { InProcessRunQueue } from './InProcessRunQueue';
import type { RunJob } from './types';

function job(runId: string, priority = 0): RunJob {
  return { runId, key: runId, priority };
}

/** Work that goes on until it is let go, and tells the order it began in. */
function controlledWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    end: async (runId: string) => {
      ends.get(runId)!();
      await new Promise(resolve => setImmediate(resolve));
    },
    work: ({ runId }: RunJob, signal: AbortSignal) =>
      new Promise<void>(resolve => {
        begun.push(runId);
        ends.set(runId, resolve);
        signal.addEventListener('abort', () => resolve());
      }),
  };
}

describe('InProcessRunQueue', () => {
  it('works at no more than it may, the highest priority first', async () => {
    const queue = new InProcessRunQueue({ concurrency: 2 });
    const { begun, end, work } = controlledWork();
    await queue.start(work);
    await queue.enqueue(job('a'));
    await queue.enqueue(job('b'));
    await queue.enqueue(job('c'));
    await queue.enqueue(job('asked', 10));
    await queue.enqueue(job('d'));
    expect(begun).toEqual(['a', 'b']);
    await end('a');
    await end('b');
    expect(begun).toEqual(['a', 'b', 'asked', 'c']);
    await end('c');
    expect(begun).toEqual(['a', 'b', 'asked', 'c', 'd']);
  });

  it('holds one waiting job a key, at the higher priority of both', async () => {
    const queue = new InProcessRunQueue({ concurrency: 1 });
    const { begun, end, work } = controlledWork();
    expect(await queue.enqueue(job('a'))).toBe(true);
    await queue.start(work);
    expect(await queue.enqueue(job('a'))).toBe(true);
    expect(await queue.enqueue(job('b', 5))).toBe(true);
    expect(await queue.enqueue(job('a', 10))).toBe(false);
    expect(await queue.enqueue(job('b', 1))).toBe(false);
    await end('a');
    await end('a');
    expect(begun).toEqual(['a', 'a', 'b']);
  });

  it('works at a subject once at a time, and then at the newest run of it', async () => {
    const queue = new InProcessRunQueue({ concurrency: 2 });
    const { begun, end, work } = controlledWork();
    await queue.start(work);
    await queue.enqueue({ runId: 'first', key: 'shop', priority: 0 });
    await queue.enqueue({ runId: 'first', key: 'shop', priority: 0 });
    await queue.enqueue({ runId: 'second', key: 'shop', priority: 0 });
    await queue.enqueue(job('other'));
    expect(begun).toEqual(['first', 'other']);
    await end('first');
    expect(begun).toEqual(['first', 'other', 'second']);
  });

  it('aborts what is at work when it stops, and begins nothing more', async () => {
    const queue = new InProcessRunQueue({ concurrency: 1 });
    const { begun, work } = controlledWork();
    await queue.start(work);
    await queue.enqueue(job('a'));
    await queue.enqueue(job('b'));
    await queue.stop();
    await queue.enqueue(job('c'));
    expect(begun).toEqual(['a']);
  });
});
