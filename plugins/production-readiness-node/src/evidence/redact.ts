const HIDDEN = '***';
// Longer texts are cut first: evidence is bounded anyway.
const MAX_INPUT = 16 * 1024;

const SECRET_NAME =
  '(?:api[_-]?key|access[_-]?key|token|secret|password|passwd|pwd|signature|credentials?)';

const RULES: [RegExp, string][] = [
  [
    /-----BEGIN [A-Z ]{1,40}-----[^]*?(?:-----END [A-Z ]{1,40}-----|$)/g,
    HIDDEN,
  ],
  // Credentials before the host of a URL.
  [/:\/\/[^\s/@]{1,500}@/g, `://${HIDDEN}@`],
  [/\b((?:proxy-)?authorization\s*[:=]\s*)[^\r\n]+/gi, `$1${HIDDEN}`],
  [/\b((?:set-)?cookie\s*[:=]\s*)[^\r\n]+/gi, `$1${HIDDEN}`],
  [/\b(bearer|basic|digest)\s+[A-Za-z0-9._~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  [
    new RegExp(
      `(${SECRET_NAME}["']?\\s{0,5}[:=]\\s{0,5}["']?)[^\\s"',;&#]+`,
      'gi',
    ),
    `$1${HIDDEN}`,
  ],
  [/\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_.-]+/g, HIDDEN],
  [
    /\b(?:sk|pk|rk|whsec|gh[oprsu]|github_pat|glpat|xox[abprs]|AKIA|ASIA|AIza|dop_v1|npm|hf|shp[a-z]{2}|sq0[a-z]{3}|SG)[_.-]?[A-Za-z0-9_.-]{12,}/g,
    HIDDEN,
  ],
  [
    /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/g,
    HIDDEN,
  ],
];

const QUERY_PAIR = /([?&])([^=&\s#]{1,100})=([^&\s#"'<>]+)/g;
const SECRET_PARAMETER =
  /key|token|secret|sig|pass|pwd|auth|cred|code|session|sid|otp|jwt|nonce|state|hash|mail|phone|user|name/i;
// A short number or lower-case word; anything else may be a key or a person.
const PLAIN_VALUE = /^(?:\d{1,6}|[a-z]{1,12}(?:[-_][a-z]{1,12}){0,2})$/;
// What ends a sentence after a URL is not the value's.
const PUNCTUATION = /[:;,.)\]]+$/;
const LONG_WORD = /[A-Za-z0-9_+=-]{32,}/g;

/**
 * Takes out what must never leave a collector: credentials, keys, tokens,
 * cookie values, telling values of query strings and e-mail addresses.
 */
export function redact(text: string): string {
  return redactSecrets(text)
    .replace(QUERY_PAIR, redactPair)
    .replace(LONG_WORD, word => (looksLikeKey(word) ? HIDDEN : word));
}

/**
 * The milder form for values that expressions read: what is certainly a secret
 * goes, a commit id or the query of a link stays.
 */
export function redactSecrets(text: string): string {
  return RULES.reduce(
    (clean, [pattern, replacement]) => clean.replace(pattern, replacement),
    text.slice(0, MAX_INPUT),
  );
}

/** A URL without credentials and without the telling values of its query. */
export function redactUrl(text: string): string {
  return redactSecrets(text).replace(QUERY_PAIR, redactPair);
}

/** Short plain numbers and words stay, unless the parameter's name says otherwise. */
function redactPair(
  pair: string,
  separator: string,
  name: string,
  text: string,
): string {
  const after = PUNCTUATION.exec(text)?.[0] ?? '';
  const value = text.slice(0, text.length - after.length);
  if (!SECRET_PARAMETER.test(name) && PLAIN_VALUE.test(value)) return pair;
  return `${separator}${name}=${HIDDEN}${after}`;
}

// Words and dashed names have no digits; keys have letters and digits mixed.
function looksLikeKey(word: string): boolean {
  return /[0-9]/.test(word) && /[A-Za-z]/.test(word);
}
