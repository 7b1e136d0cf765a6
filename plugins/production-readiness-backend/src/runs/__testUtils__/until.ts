/** Lets other work go on until something holds; throws after a few seconds. */
export async function until(
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const giveUpAt = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error('It never came to hold');
    await new Promise(resolve => setImmediate(resolve));
  }
}

/** A promise that is settled from outside. */
export function deferred<T = void>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((res, rej) => {
    resolve = res;
    reject = rej;
  });
  return { promise, resolve, reject };
}
