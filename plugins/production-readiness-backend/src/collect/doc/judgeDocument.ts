import { findLastReviewed } from '../text/dates';
import { headingsOf } from '../text/outline';
import { describeRule, satisfies } from '../text/sectionRule';
import { countWords } from '../text/words';
import type { DocFact, DocParams } from './params';
import type { DocumentFile, FoundDocument } from './readDocument';

/** Shorter is a stub (coverage map 1.5). */
const MIN_CHARACTERS = 300;
/** A document that says when it was last read may not have said so longer ago. */
const DEFAULT_MAX_AGE_DAYS = 365;
const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_HEADINGS = 100;
const MAX_KEYS = 500;

/** Either the fact, or in words what the document lacks. */
export type Judgement = { fact: DocFact } | { lacks: string };

/** Looks for a file of the document (with `each`: all) that has what is asked for. */
export function judgeDocument(
  document: FoundDocument,
  options: { params: DocParams; declared: boolean; now: Date },
): Judgement {
  const { params, declared, now } = options;
  const judged = document.files.map(file => ({
    file,
    lacks: findGap(file, { params, now }),
  }));
  const failing = judged.find(({ lacks }) => lacks !== undefined);
  const passing = judged.find(({ lacks }) => lacks === undefined);
  if (!passing || (params.each && failing)) {
    return { lacks: `${failing!.file.path} ${failing!.lacks}` };
  }
  if (params.each && !document.complete) {
    return { lacks: 'has more files than are read' };
  }
  return {
    fact: toFact(passing.file, { hash: document.hash, declared }),
  };
}

function findGap(
  file: DocumentFile,
  { params, now }: { params: DocParams; now: Date },
): string | undefined {
  if (file.source.trim().length < MIN_CHARACTERS) {
    return 'is a stub of less than 300 characters';
  }
  if (!satisfies(file.blocks, params)) {
    return `lacks ${describeRule(params)}`;
  }
  const reviewed = findLastReviewed(file.source);
  const days = params.maxAgeDays ?? DEFAULT_MAX_AGE_DAYS;
  if (!reviewed) {
    return params.maxAgeDays
      ? `does not say when it was last reviewed ('Last reviewed: 2026-01-31')`
      : undefined;
  }
  return now.getTime() - Date.parse(reviewed) > days * DAY_MS
    ? `was last reviewed more than ${days} days ago`
    : undefined;
}

function toFact(
  file: DocumentFile,
  { hash, declared }: { hash: string | null; declared: boolean },
): DocFact {
  const names = file.source.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g) ?? [];
  return {
    found: true,
    declared,
    path: file.path,
    hash,
    words: countWords(file.source),
    headings: headingsOf(file.blocks)
      .slice(0, MAX_HEADINGS)
      .map(heading => heading.slice(0, 200)),
    keys: [...new Set(names)].slice(0, MAX_KEYS),
    lastReviewed: findLastReviewed(file.source),
    matched: true,
  };
}

/** A declared place where nothing is: known not to be there. */
export function absentDocument(path: string): DocFact {
  return {
    found: false,
    declared: true,
    path,
    hash: null,
    words: 0,
    headings: [],
    keys: [],
    lastReviewed: null,
    matched: false,
  };
}
