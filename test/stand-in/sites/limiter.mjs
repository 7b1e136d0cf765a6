/**
 * Lets a number of requests through at once, and so many a second after that.
 *
 * @param {{ atOnce: number, perSecond: number }} options
 * @returns `isOver()`: whether the request that comes now is one too many
 */
export function createLimiter({ atOnce, perSecond }) {
  let left = atOnce;
  let last = performance.now();
  return {
    isOver() {
      const now = performance.now();
      left = Math.min(atOnce, left + ((now - last) / 1000) * perSecond);
      last = now;
      if (left < 1) return true;
      left -= 1;
      return false;
    },
  };
}
