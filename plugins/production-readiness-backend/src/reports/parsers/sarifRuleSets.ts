/** Rules of scanners that ask the same thing. */
export interface RuleSet {
  /** As expressions name it: `report.sarif.ruleSets.<id>`. */
  id: string;
  title: string;
  /** Match ids, names or tags of rules that belong to it; linear by construction. */
  rules: RegExp[];
  /** Tools that always run it, though they list only the rules that found something. */
  tools: RegExp[];
}

/**
 * What belongs to which set, by the names that scanners publish: CodeQL's query
 * ids and CWE tags, Bandit's test ids, the words in Semgrep's rule ids.
 */
export const RULE_SETS: RuleSet[] = [
  {
    id: 'jwt',
    title: 'JSON Web Tokens',
    rules: [/\bjwt\b/i, /jwt[-_./]|[-_./]jwt/i, /\bcwe-?0*347\b/i],
    tools: [],
  },
  {
    id: 'sqlInjection',
    title: 'SQL injection',
    rules: [
      /sql[-_ ]?injection|sqli\b|tainted[-_]sql/i,
      /\bcwe-?0*89\b/i,
      /^B608$/,
      /hardcoded_sql_expressions/,
    ],
    tools: [/^bandit$/i],
  },
  {
    id: 'sqlTaint',
    title: 'request data in SQL',
    rules: [
      // Data flow, not patterns: Bandit's B608 is none of these.
      /^(?:py|js|java|go|rb|cs)\/sql-injection/,
      /tainted[-_]sql|sql[-_]?injection[-_.].*taint|taint.*sql/i,
    ],
    tools: [],
  },
  {
    id: 'xss',
    title: 'cross-site scripting',
    rules: [
      /\bxss\b|[-_./]xss|xss[-_./]|cross[-_ ]site[-_ ]scripting/i,
      /\bcwe-?0*79\b/i,
      /^react\/no-danger(?:-with-children)?$/,
      /^no-unsanitized\//,
    ],
    tools: [],
  },
  {
    id: 'outputEncoding',
    title: 'output encoding',
    rules: [
      /dangerously[-_]?set[-_]?inner[-_]?html|inner[-_]?html|outer[-_]?html/i,
      /^react\/no-danger(?:-with-children)?$/,
      /^no-unsanitized\//,
      /autoescape|template[-_]unescaped|unescaped|mark[-_]safe/i,
      /^B70[1-4]$/,
      /\bcwe-?0*(?:79|116)\b/i,
    ],
    tools: [],
  },
  {
    id: 'secrets',
    title: 'secrets in code',
    rules: [
      /secret|hard[-_]?coded[-_](?:credential|password|key)/i,
      /\bcwe-?0*(?:798|259|321)\b/i,
    ],
    tools: [/gitleaks/i, /trufflehog/i],
  },
];
