import {
  CannotSay,
  notDeclared,
  type FactMiss,
  type JsonObject,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { Variable } from './Environment';
import type { Judging } from './Judging';
import type { EnvParams, Rule } from './params';
import { isEvmAddress, isSolanaAddress } from './rules/addresses';
import { isPlaceholder } from './rules/KnownDefaults';
import { isVersion, itemsOf, prefixOf } from './rules/texts';
import {
  hostOfUrl,
  hostWordOf,
  isOrigin,
  passwordOf,
  schemeOf,
  sentryKeyOf,
} from './rules/urls';

interface Asked {
  params: EnvParams;
  judging: Judging;
}

type Judge = (value: string, asked: Asked) => JsonObject | Promise<JsonObject>;

/** Of each rule: what it says of a value, and what of one that is absent. */
const JUDGES: Record<Rule, { judge: Judge; absent: JsonObject }> = {
  length: {
    judge: value => ({ length: [...value].length }),
    absent: { length: 0 },
  },
  default: {
    judge: async (value, { judging }) => ({
      isKnownDefault: await isKnownDefault(value, judging),
    }),
    absent: { isKnownDefault: false },
  },
  prefix: {
    judge: value => ({ prefix: prefixOf(value) }),
    absent: { prefix: null },
  },
  version: {
    judge: (value, { params }) => ({
      versionMatches: isVersion(value, params.version!),
    }),
    absent: { versionMatches: false },
  },
  origin: {
    judge: (value, { params }) => ({
      originMatches: isOrigin(value, requiredOrigin(params)),
    }),
    absent: { originMatches: false },
  },
  scheme: {
    judge: value => ({ scheme: schemeOf(value) }),
    absent: { scheme: null },
  },
  host: {
    judge: value => ({ host: hostWordOf(value) }),
    absent: { host: null },
  },
  evmAddress: {
    judge: value => ({ evmAddress: isEvmAddress(value) }),
    absent: { evmAddress: false },
  },
  solanaAddress: {
    judge: value => ({ solanaAddress: isSolanaAddress(value) }),
    absent: { solanaAddress: false },
  },
  sentryKey: {
    judge: async (value, { judging }) => {
      const key = sentryKeyOf(value);
      return {
        keyFingerprint: key === null ? null : await judging.fingerprint(key),
      };
    },
    absent: { keyFingerprint: null },
  },
  fingerprint: {
    judge: async (value, { judging }) => ({
      fingerprint: await judging.fingerprint(value.trim()),
    }),
    absent: { fingerprint: null },
  },
};

/**
 * What the rules say of one variable. Throws a miss where its value may not be
 * looked at, or is not what the rules are about.
 */
export async function judgeVariable(
  name: string,
  asked: Asked,
): Promise<JsonObject> {
  const { params, judging } = asked;
  const variable = partOf(name, judging.environment.get(name), params);
  const fields = [
    ...(await judgeRules(name, variable, asked)),
    await judgeDatabaseHost(variable, asked),
    judgeItems(variable, asked),
  ];
  return Object.assign({ present: variable.is !== 'absent' }, ...fields);
}

function judgeRules(
  name: string,
  variable: Variable,
  asked: Asked,
): Promise<JsonObject[]> {
  const { rules = [] } = asked.params;
  if (variable.is === 'hidden' && rules.length > 0) {
    throw new CannotSay(valuesHidden(`the value of ${name}`));
  }
  return Promise.all(
    rules.map(rule =>
      variable.is === 'known'
        ? JUDGES[rule].judge(variable.value, asked)
        : JUDGES[rule].absent,
    ),
  );
}

async function judgeDatabaseHost(
  variable: Variable,
  { params, judging }: Asked,
): Promise<JsonObject> {
  const database = params.optionalRules?.databaseHost;
  if (database === undefined) return {};
  if (variable.is === 'hidden') return { hostMatches: null };
  if (variable.is === 'absent') return { hostMatches: false };
  const internal = await judging.databaseHost(database);
  return {
    hostMatches: internal && hostOfUrl(variable.value) === internal,
  };
}

function judgeItems(variable: Variable, { params }: Asked): JsonObject {
  const expected = params.optionalRules?.items;
  if (expected === undefined) return {};
  if (variable.is !== 'known') {
    return {
      missingItems: variable.is === 'hidden' ? null : expected.length,
      noWildcard: null,
      itemsHttps: null,
    };
  }
  const items = itemsOf(variable.value);
  return {
    missingItems: expected.filter(each => !items.includes(each)).length,
    noWildcard: items.every(item => !item.includes('*')),
    itemsHttps: items.every(item => item.startsWith('https://')),
  };
}

function partOf(
  name: string,
  variable: Variable,
  { part }: EnvParams,
): Variable {
  if (part === undefined || variable.is === 'absent') return variable;
  if (variable.is === 'hidden') {
    throw new CannotSay(valuesHidden(`the ${part} in ${name}`));
  }
  const password = passwordOf(variable.value);
  if (password === null) {
    throw new CannotSay({
      cause: 'check-error',
      message: `${name} is set and is no URL, so that its ${part} is not found`,
    });
  }
  return password === '' ? { is: 'absent' } : { is: 'known', value: password };
}

/** Known to others; throws where it is no placeholder and the repository cannot be read. */
export async function isKnownDefault(
  value: string,
  judging: Judging,
): Promise<boolean> {
  return isPlaceholder(value) || (await judging.defaults()).has(value);
}

/** A miss that the installer ends. */
export function valuesHidden(what: string): FactMiss {
  return {
    cause: 'not-connected',
    message: `${what} is not looked at with envInspection: keys-only; set it to values, or push the report env-policy`,
  };
}

function requiredOrigin({ origin }: EnvParams): string {
  if (origin) return origin;
  throw new CannotSay(
    notDeclared(
      'there is no URL to compare with; set production-readiness/url',
    ),
  );
}
