import { fromLocalInput, toLocalInput } from './localTime';

it.each(['2026-12-01T10:00:00.000Z', '2026-06-30T23:59:00.000Z'])(
  'a field gives back the time %s that it was given',
  at => {
    expect(fromLocalInput(toLocalInput(at))).toBe(at);
    expect(toLocalInput(Date.parse(at))).toBe(toLocalInput(at));
  },
);

it.each(['', 'soon', '2026-13-01T10:00'])('%s is no time', text => {
  expect(fromLocalInput(text)).toBeUndefined();
});
