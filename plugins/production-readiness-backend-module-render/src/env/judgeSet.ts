import {
  CannotSay,
  notDeclared,
  parseEnvExample,
  saysRequired,
  type JsonObject,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { Judging } from './Judging';
import { isKnownDefault, valuesHidden } from './judgeVariable';
import type { EnvParams, SetKind } from './params';
import { parseBlueprint } from './rules/KnownDefaults';
import { isAboutPath, isLocalPath } from './rules/texts';

interface Asked {
  params: EnvParams;
  judging: Judging;
}

const SET_JUDGES: Record<
  SetKind,
  (asked: Asked) => JsonObject | Promise<JsonObject>
> = {
  summary: ({ judging }) => ({ keys: judging.environment.keys }),
  required: async asked => missingOf(asked, await requiredKeys(asked)),
  synced: async asked => missingOf(asked, await syncedKeys(asked)),
  defaults: asked =>
    keysWhere(asked, {
      keys: asked.params.secrets ?? asked.judging.environment.keys,
      holds: value => isKnownDefault(value, asked.judging),
    }),
  testKeys: asked =>
    keysWhere(asked, {
      keys: asked.judging.environment.keys,
      holds: value =>
        (asked.params.prefixes ?? []).some(prefix =>
          value.trim().startsWith(prefix),
        ),
    }),
  localPaths: asked =>
    keysWhere(asked, {
      keys: asked.judging.environment.keys.filter(isAboutPath),
      holds: isLocalPath,
    }),
};

/**
 * What is said of all variables together. Throws a miss where a value would
 * have to be looked at and may not.
 */
export async function judgeSet(
  kind: SetKind,
  asked: Asked,
): Promise<JsonObject> {
  return SET_JUDGES[kind](asked);
}

async function keysWhere(
  { judging }: Asked,
  options: {
    keys: string[];
    holds: (value: string) => boolean | Promise<boolean>;
  },
): Promise<JsonObject> {
  const variables = options.keys.map(
    key => [key, judging.environment.get(key)] as const,
  );
  const hidden = variables.find(([, { is }]) => is === 'hidden');
  if (hidden) throw new CannotSay(valuesHidden(`the value of ${hidden[0]}`));
  const answers = await Promise.all(
    variables.map(
      async ([, variable]) =>
        variable.is === 'known' && options.holds(variable.value),
    ),
  );
  return { keys: options.keys.filter((_, index) => answers[index]) };
}

function missingOf({ judging }: Asked, required: string[]): JsonObject {
  const missing = required.filter(
    key => judging.environment.get(key).is === 'absent',
  );
  return { required: required.length, missing };
}

async function requiredKeys({ params, judging }: Asked): Promise<string[]> {
  if (params.required?.length) return params.required;
  const { envExample } = await judging.files();
  if (envExample === undefined) {
    throw new CannotSay(
      notDeclared(
        'nothing says which variables are required: comment them as REQUIRED in .env.example, or name them in the annotation production-readiness/required-env',
      ),
    );
  }
  return parseEnvExample(envExample)
    .filter(saysRequired)
    .map(({ key }) => key);
}

async function syncedKeys({ judging }: Asked): Promise<string[]> {
  const { renderYaml } = await judging.files();
  const services =
    renderYaml === undefined ? [] : parseBlueprint(renderYaml).services ?? [];
  const own = services.find(({ name }) => name === judging.service);
  if (!own) {
    throw new CannotSay(
      notDeclared(
        `the repository has no render.yaml with a service ${judging.service}; say there which variables people set (sync: false)`,
      ),
    );
  }
  return (own.envVars ?? []).flatMap(({ key, sync }) =>
    key !== undefined && sync === false ? [key] : [],
  );
}
