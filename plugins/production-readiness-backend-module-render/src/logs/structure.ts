const LEVEL_FIELDS = [
  'level',
  'severity',
  'levelname',
  'log_level',
  'loglevel',
  'lvl',
];
const LEVEL_WORDS =
  /\b(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\b/;
const LEVEL_KEYS = /\b(?:level|severity|lvl)=["']?([a-z]+)/i;
/** Numbers that pino and bunyan write. */
const LEVEL_NUMBERS: Record<string, string> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};
const METHOD_FIELDS = ['method', 'http_method', 'request_method', 'verb'];
const METHOD = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/i;

/** A line of a log as far as its form goes; what it says is not kept. */
export interface LogLine {
  text: string;
  /** Fields of a line that is a JSON object. */
  fields: Record<string, unknown> | undefined;
  /** In lower case, as the line itself has it. */
  level: string | undefined;
}

export function parseLine(text: string): LogLine {
  const fields = parseObject(text);
  return {
    text,
    fields,
    level: fields ? levelOfFields(fields) : levelOfText(text),
  };
}

/** Whether the line is about one request: its method stands in it. */
export function isRequestLine({ fields }: LogLine): boolean {
  if (!fields) return false;
  const nested = [fields, fields.request, fields.req, fields.http];
  return nested.some(
    own =>
      isObject(own) &&
      METHOD_FIELDS.some(name => METHOD.test(String(own[name] ?? ''))),
  );
}

/** Whether a field of the line, or of the request in it, has a value. */
export function hasField({ fields }: LogLine, name: string): boolean {
  const nested = [fields, fields?.request, fields?.req, fields?.http];
  return nested.some(
    own =>
      isObject(own) &&
      own[name] !== undefined &&
      own[name] !== null &&
      own[name] !== '',
  );
}

function parseObject(text: string): Record<string, unknown> | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function levelOfFields(fields: Record<string, unknown>): string | undefined {
  const name = LEVEL_FIELDS.find(each =>
    ['string', 'number'].includes(typeof fields[each]),
  );
  if (name === undefined) return undefined;
  const level = String(fields[name]).toLowerCase();
  return LEVEL_NUMBERS[level] ?? (level === '' ? undefined : level);
}

function levelOfText(text: string): string | undefined {
  const found = LEVEL_KEYS.exec(text)?.[1] ?? LEVEL_WORDS.exec(text)?.[1];
  return found?.toLowerCase();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
