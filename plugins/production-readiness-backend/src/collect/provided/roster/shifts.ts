import type { OnCallShift } from '@production-readiness/backstage-plugin-production-readiness-node';
import type { RosterEntry } from './readRoster';

interface Range {
  from: Date;
  until: Date;
}

/** Shifts of a roster that overlap with a range; a moment is a range as well. */
export function shiftsOf(entries: RosterEntry[], range: Range): OnCallShift[] {
  return entries
    .flatMap(entry => (entry.rotation ? turnsOf(entry, range) : whole(entry)))
    .filter(
      ({ from, until }) =>
        (from === null || from <= range.until) &&
        (until === null || until > range.from),
    );
}

function whole({ level, people, from, until }: RosterEntry): OnCallShift[] {
  return people.map(({ person }) => ({ level, person, from, until }));
}

/** One after another, each for the same time, counted from the start; before it nobody. */
function turnsOf(entry: RosterEntry, range: Range): OnCallShift[] {
  const { startMs, everyMs } = entry.rotation!;
  const turnAt = (at: Date) => Math.floor((at.getTime() - startMs) / everyMs);
  const first = Math.max(0, turnAt(range.from));
  const last = turnAt(range.until);
  const turns: OnCallShift[] = [];
  for (let turn = first; turn <= last; turn += 1) {
    const from = new Date(startMs + turn * everyMs);
    const until = new Date(startMs + (turn + 1) * everyMs);
    turns.push({
      level: entry.level,
      person: entry.people[turn % entry.people.length].person,
      from: entry.from && entry.from > from ? entry.from : from,
      until: entry.until && entry.until < until ? entry.until : until,
    });
  }
  return turns.filter(({ from, until }) => from! < until!);
}
