import type {
  Status,
  Strength,
  Verdict,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** What Markdown (GFM and HTML in it among them) reads as more than text. */
const SPECIAL = /[\\`*_[\]<>|~&]/g;
/** Characters of a value; all that was kept of it is in the JSON. */
const LONGEST = 300;
const BEGINNING = /^([-+#=]|\d+(?=[.)](\s|$)))/;

/** Of the web, without what ends the sentence that it stands in. */
const ADDRESS = /(https?:\/\/[^\s<>|\\`]*[^\s<>|\\`.,;:!?'")\]*_~])/i;

/** Text of people, vendors and checklists as nothing but text, on one line. */
export function plain(text: string): string {
  // Many readers make a link of a bare address, with the escapes inside of it.
  return oneLine(text)
    .split(ADDRESS)
    .map((part, index) => (index % 2 === 1 ? `<${part}>` : escaped(part)))
    .join('')
    .replace(BEGINNING, begin =>
      /\d/.test(begin) ? `${begin}\\` : `\\${begin}`,
    );
}

function escaped(text: string): string {
  return text.replace(SPECIAL, '\\$&').replace(/\bwww\./gi, 'www\\.');
}

/** The same as code: kept letter by letter. */
export function code(text: string): string {
  // Nothing between two backticks would be the fence of something else.
  const line = oneLine(text) || '—';
  const longest = Math.max(
    0,
    ...(line.match(/`+/g) ?? []).map(run => run.length),
  );
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** The same of a long text: its beginning, and a mark. */
export function shortCode(text: string): string {
  return code(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

/** A link that can be followed; whatever is no address of the web stays code. */
export function link(url: string): string {
  return /^https?:\/\/[^\s<>]+$/i.test(url) ? `<${url}>` : code(url);
}

/** `2026-03-01 10:00 UTC` */
export function time(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

export function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** Of sentences and parts of them those that are there, with a dot between. */
export function joined(
  ...parts: (string | null | undefined | false)[]
): string {
  return parts.filter(Boolean).join(' · ');
}

const STATUS: Record<Status, string> = {
  pass: 'passes',
  fail: 'fails',
  unknown: 'not verified',
  waived: 'waived',
  'not-applicable': 'not applicable',
};

export function statusWord(status: Status): string {
  return STATUS[status];
}

export function strengthWord(strength: Strength): string {
  return strength.replace('-', ' ');
}

export function verdictWord(verdict: Verdict | null): string {
  return verdict === null ? 'none' : verdict.toLocaleUpperCase('en-US');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
