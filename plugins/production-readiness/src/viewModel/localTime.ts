import { DateTime } from 'luxon';

const INPUT_FORMAT = "yyyy-MM-dd'T'HH:mm";

/** A time as a `datetime-local` field holds it, in the reader's own zone. */
export function toLocalInput(at: string | number): string {
  const time =
    typeof at === 'number' ? DateTime.fromMillis(at) : DateTime.fromISO(at);
  return time.toFormat(INPUT_FORMAT);
}

/** ISO 8601 in UTC of what a `datetime-local` field holds; undefined where that is no time. */
export function fromLocalInput(text: string): string | undefined {
  const time = DateTime.fromISO(text);
  return text !== '' && time.isValid
    ? time.toUTC().toISO() ?? undefined
    : undefined;
}

/** The reader's zone, for the label of a field. */
export function localZone(): string {
  return DateTime.local().zoneName;
}
