import { DateTime } from 'luxon';

const FORMATS = [
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'd MMMM yyyy',
  'd MMM yyyy',
  'MMMM d, yyyy',
  'MMM d, yyyy',
  'MMMM d yyyy',
  'MMM d yyyy',
  'd.M.yyyy',
  'MMMM yyyy',
];

const DATE =
  '(\\d{4}[-/]\\d{2}[-/]\\d{2}|\\d{1,2}\\.\\d{1,2}\\.\\d{4}|\\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9}\\.? \\d{4}|[A-Za-z]{3,9}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|[A-Za-z]{3,9} \\d{4})';
const AFTER = '[\\s*_:|>]{1,20}(?:on |date[: ]{1,3})?';
const UPDATED = new RegExp(
  `last (?:updated|revised|modified)${AFTER}${DATE}`,
  'i',
);
const REVIEWED = new RegExp(
  `last (?:reviewed|updated|revised)${AFTER}${DATE}`,
  'i',
);

/** The date after 'Last updated' (revised, modified) as ISO 8601, else null. */
export function findLastUpdated(text: string): string | null {
  return firstDate(text, UPDATED);
}

/** The date after 'Last reviewed' (updated, revised) as ISO 8601, else null. */
export function findLastReviewed(text: string): string | null {
  return firstDate(text, REVIEWED);
}

function firstDate(text: string, pattern: RegExp): string | null {
  const found = pattern.exec(text.replace(/\s+/g, ' '))?.[1];
  return found ? parseDate(found) : null;
}

/** Midnight UTC of a date written out; null if it is none of the usual forms. */
export function parseDate(text: string): string | null {
  const plain = text
    .replace(/(\d)(st|nd|rd|th)\b/i, '$1')
    .replace(/([A-Za-z])\./, '$1');
  for (const format of FORMATS) {
    const date = DateTime.fromFormat(plain, format, {
      zone: 'utc',
      locale: 'en',
    });
    if (date.isValid) return date.toISO();
  }
  return null;
}
