import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readBlocks } from './blocks';
import { FINGERPRINT_KEY, judgeProcess } from './judgeProcess';

const USAGE = `Usage: production-readiness-env-policy --entity <ref> --checklist <file>... [options]

Applies the rules of a checklist to the environment variables of this process and
prints the report env-policy, to be pushed to Backstage. It holds what the rules
found, and no value.

  --entity         ref of the service's entity, for example component:default/shop
  --checklist      file of a checklist with blocks under collect.env, or its params
  --target         target of the checklist that the service is; without it every block
  --annotation     <name>=<value> of the entity, for blocks that ask for it
  --repository     folder with .env.example and render.yaml (default: this one)
  --service        name in render.yaml (default: RENDER_SERVICE_NAME)
  --commit         what runs (default: RENDER_GIT_COMMIT)
  --environment    default: production
  --known-default  a value that no secret may have
  --ignore         name of a variable that is no setting of the service

${FINGERPRINT_KEY} holds the key of fingerprints: arguments can be seen by others.
`;

const list = {
  type: 'string',
  multiple: true,
  default: [] as string[],
} as const;
const OPTIONS = {
  entity: { type: 'string' },
  checklist: list,
  target: { type: 'string' },
  annotation: list,
  repository: { type: 'string', default: '.' },
  service: { type: 'string' },
  commit: { type: 'string' },
  environment: { type: 'string', default: 'production' },
  'known-default': list,
  ignore: list,
} as const;

export interface Surroundings {
  env: Record<string, string | undefined>;
  print(text: string): void;
  complain(text: string): void;
  now(): Date;
}

const PROCESS: Surroundings = {
  env: process.env,
  print: text => process.stdout.write(text),
  complain: text => process.stderr.write(text),
  now: () => new Date(),
};

/**
 * Prints the envelope with the facts; what could not be said goes to standard
 * error. Answers the exit code: 0 if there is at least one fact.
 */
export async function main(
  args: string[],
  { env, print, complain, now }: Surroundings = PROCESS,
): Promise<number> {
  const { values: given } = parseArgs({ args, options: OPTIONS });
  const commit = given.commit ?? env.RENDER_GIT_COMMIT;
  if (!given.entity || given.checklist.length === 0 || !commit) {
    complain(USAGE);
    return 2;
  }
  const { blocks, params } = readBlocks(
    given.checklist.map(file => readFileSync(file, 'utf8')),
    given.target,
  );
  const { facts, missing } = await judgeProcess(
    blocks,
    { params, annotations: Object.fromEntries(given.annotation.map(pairOf)) },
    {
      env,
      repository: given.repository,
      service: given.service ?? env.RENDER_SERVICE_NAME,
      knownDefaults: given['known-default'],
      ignored: given.ignore,
    },
  );
  for (const [fact, why] of Object.entries(missing)) {
    complain(`${fact}: ${why}\n`);
  }
  if (Object.keys(facts).length === 0) return 1;
  const report = {
    entityRef: given.entity,
    type: 'env-policy',
    producedAt: now().toISOString(),
    commit,
    environment: given.environment,
    tool: { name: 'production-readiness-env-policy' },
    data: { facts },
  };
  print(`${JSON.stringify(report, null, 2)}\n`);
  return 0;
}

function pairOf(text: string): [string, string] {
  const at = text.indexOf('=');
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
