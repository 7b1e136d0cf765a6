import { longestPauseMinutes } from './cronSchedule';

describe('longestPauseMinutes', () => {
  it.each([
    ['* * * * *', 1],
    ['*/5 * * * *', 5],
    ['*/40 * * * *', 40],
    ['15 * * * *', 60],
    ['0 2 * * *', 24 * 60],
    ['0 8,20 * * *', 12 * 60],
    ['*/10 9-17 * * *', 15 * 60 + 10],
    ['0 9 * * 1-5', 3 * 24 * 60],
    ['0 0 1 * *', 31 * 24 * 60],
    ['0 0 29 2 *', 1461 * 24 * 60],
    ['0 0 1 * 1', 7 * 24 * 60],
    ['nonsense', null],
    ['0 0 31 2 *', null],
    ['* * * * * *', null],
  ])('%s', (schedule, minutes) => {
    expect(longestPauseMinutes(schedule)).toBe(minutes);
  });
});
