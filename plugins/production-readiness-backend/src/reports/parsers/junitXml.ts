import { ReportError } from '@production-readiness/backstage-plugin-production-readiness-node';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One test case, without what it printed. */
export interface TestCase {
  name: string;
  outcome: 'passed' | 'failed' | 'skipped';
  /** Ids of the criteria that it is mapped to. */
  criteria: string[];
}

export interface TestRun {
  cases: TestCase[];
  /** Earliest timestamp of a suite, ISO 8601; null where none has one. */
  startedAt: string | null;
}

const CRITERION_PROPERTY = 'production-readiness.criterion';
const CRITERION_TAG = /\[criterion:([^\]\s]{1,200})\]/g;
const MOST_CASES = 50_000;
/** Far deeper than suites are nested. */
const DEEPEST = 50;

interface Element {
  [name: string]: unknown;
}

const LISTS = ['testsuite', 'testcase', 'properties', 'property'];
/** Of these it counts only that they are there: their text is never read. */
const OUTPUT = ['system-out', 'system-err', 'failure', 'error', 'skipped'];

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseAttributeValue: false,
  parseTagValue: false,
  // No entity but those of XML itself is expanded, and these only here below.
  processEntities: false,
  isArray: name => LISTS.includes(name),
  stopNodes: OUTPUT.map(name => `*.${name}`),
});

/** Test cases of a JUnit XML document; throws ReportError on what is none. */
export function readJunitXml(xml: string, path: string): TestRun {
  const root = parseXml(xml, path);
  const suites = ['testsuites', 'testsuite'].flatMap(name =>
    listAt(root, name),
  );
  if (suites.length === 0) {
    throw new ReportError(path, "has neither 'testsuites' nor 'testsuite'");
  }
  const run: TestRun = { cases: [], startedAt: null };
  for (const suite of suites)
    readSuite(suite, { run, inherited: [], depth: 0 });
  return run;
}

function parseXml(xml: string, path: string): Element {
  // A declaration of a document type is where entities come from.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) {
    throw new ReportError(path, 'a document type declaration is not taken');
  }
  const valid = XMLValidator.validate(xml);
  if (valid !== true) {
    const { line, col } = valid.err;
    throw new ReportError(
      path,
      `is not well-formed XML (line ${line}, column ${col})`,
    );
  }
  try {
    return parser.parse(xml);
  } catch {
    throw new ReportError(path, 'cannot be read as XML');
  }
}

function readSuite(
  suite: Element,
  {
    run,
    inherited,
    depth,
  }: { run: TestRun; inherited: string[]; depth: number },
): void {
  if (depth > DEEPEST) {
    throw new ReportError('testsuite', `is nested deeper than ${DEEPEST}`);
  }
  noteStart(run, attribute(suite, 'timestamp'));
  const criteria = [...inherited, ...mappedByProperty(suite)];
  for (const each of listAt(suite, 'testcase')) {
    run.cases.push(toCase(each, criteria));
  }
  if (run.cases.length > MOST_CASES) {
    throw new ReportError('testsuite', `holds more than ${MOST_CASES} cases`);
  }
  for (const inner of listAt(suite, 'testsuite')) {
    readSuite(inner, { run, inherited: criteria, depth: depth + 1 });
  }
}

function toCase(element: Element, inherited: string[]): TestCase {
  const name = attribute(element, 'name') ?? '';
  const classname = attribute(element, 'classname') ?? '';
  const tagged = [name, classname].flatMap(text =>
    [...text.matchAll(CRITERION_TAG)].map(match => match[1]),
  );
  const criteria = [...inherited, ...mappedByProperty(element), ...tagged];
  return {
    name: [classname, name]
      .filter(text => text !== '')
      .join(' › ')
      .slice(0, 300),
    outcome: outcomeOf(element),
    criteria: [...new Set(criteria)],
  };
}

function outcomeOf(element: Element): TestCase['outcome'] {
  if ('failure' in element || 'error' in element) return 'failed';
  const ran =
    !('skipped' in element) && attribute(element, 'status') !== 'notrun';
  return ran ? 'passed' : 'skipped';
}

function mappedByProperty(element: Element): string[] {
  return listAt(element, 'properties')
    .flatMap(properties => listAt(properties, 'property'))
    .filter(property => attribute(property, 'name') === CRITERION_PROPERTY)
    .flatMap(property =>
      (attribute(property, 'value') ?? textOf(property)).split(','),
    )
    .map(id => id.trim())
    .filter(id => id !== '' && id.length <= 200);
}

function noteStart(run: TestRun, timestamp: string | undefined): void {
  if (timestamp === undefined) return;
  // JUnit's own schema has times without an offset: they count as UTC.
  const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/.test(timestamp);
  const at = new Date(hasOffset ? timestamp : `${timestamp}Z`);
  if (Number.isNaN(at.getTime())) return;
  const text = at.toISOString();
  if (run.startedAt === null || text < run.startedAt) run.startedAt = text;
}

/** Elements of a name; one that holds only text has no attributes. */
function listAt(element: Element, name: string): Element[] {
  const found = Object.hasOwn(element, name) ? element[name] : undefined;
  if (found === undefined) return [];
  return [found]
    .flat()
    .map(each =>
      each !== null && typeof each === 'object'
        ? (each as Element)
        : { '#text': each },
    );
}

function attribute(element: Element, name: string): string | undefined {
  const value = element[`@${name}`];
  return value === undefined ? undefined : decode(String(value));
}

function textOf(element: Element): string {
  return decode(String(element['#text'] ?? ''));
}

const ENTITIES: Record<string, string> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

/** The five entities of XML itself, and characters by number. */
function decode(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot|apos));/gi,
    (all, decimal, hex, name) => {
      if (name) return ENTITIES[name.toLowerCase()];
      const code = decimal ? Number(decimal) : parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}
