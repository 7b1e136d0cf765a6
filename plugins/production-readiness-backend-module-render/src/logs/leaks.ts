/** What is certainly, or nearly so, a secret in a line of text. */
const SECRETS = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/,
  /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}/,
  /\bwhsec_[A-Za-z0-9+/]{16,}/,
  /\b(?:gh[oprsu]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})/,
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\bAIza[A-Za-z0-9_-]{35}/,
  /\brnd_[A-Za-z0-9]{20,}/,
  /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  // Credentials in a URL, as connection strings have them.
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"']{1,100}:[^\s/@"'*]{3,200}@/i,
  /\bauthorization["']?\s{0,3}[:=]\s{0,3}["']?(?:bearer|basic)\s+[A-Za-z0-9._~+/=-]{12,}/i,
  /\b(?:password|passwd|secret|api[_-]?key)["']?\s{0,3}[:=]\s{0,3}["']?(?![*x]{3}|null\b|none\b|true\b|false\b|redacted|\[|<|\{)[^\s"',;&]{8,}/i,
];

/** Whether a known form of secret stands in a line; none found proves nothing. */
export function hasSecret(line: string): boolean {
  return SECRETS.some(pattern => pattern.test(line));
}

const DIGIT_RUN = /(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])(?!\.\d)/g;

/** Lengths by the beginnings that card networks give their numbers (ISO/IEC 7812). */
const NETWORKS: [RegExp, number[]][] = [
  [/^4/, [13, 16, 19]],
  [/^5[1-5]|^2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-5]|[689])/, [14, 16, 19]],
  [/^6(?:011|4[4-9]|5)/, [16, 17, 18, 19]],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^62/, [16, 17, 18, 19]],
  [/^(?:50|5[6-9]|6[0379])/, [13, 14, 15, 16, 17, 18, 19]],
];

/**
 * Whether a card number stands in a line: 13 to 19 digits, with blanks or
 * dashes or without, that a card network could have given and whose last one is
 * the check digit (Luhn).
 */
export function hasCardNumber(line: string): boolean {
  return (line.match(DIGIT_RUN) ?? []).some(run => {
    const digits = run.replace(/\D/g, '');
    return isOfNetwork(digits) && passesLuhn(digits);
  });
}

function isOfNetwork(digits: string): boolean {
  return NETWORKS.some(
    ([start, lengths]) => start.test(digits) && lengths.includes(digits.length),
  );
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0 && /[1-9]/.test(digits);
}
