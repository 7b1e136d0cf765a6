import { parseEnvExample } from '@production-readiness/backstage-plugin-production-readiness-node';
import { parse } from 'yaml';
import { z } from 'zod';
import { passwordOf } from './urls';

/** Files of the repository; undefined where it has none such. */
export interface RepositoryFiles {
  envExample: string | undefined;
  renderYaml: string | undefined;
}

/** Coverage map, `infra.environment-variables-configured/no-default-values`. */
const PLACEHOLDERS = [
  /change[_-]?(?:me|this)/i,
  /your[_-]/i,
  /example/i,
  /xxx+/i,
  /^dev_/i,
  /^test_/i,
];

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const variables = z
  .array(
    z.looseObject({
      key: z.string().optional(),
      value: scalar.nullish(),
      sync: z.boolean().nullish(),
    }),
  )
  .nullish();
const owners = z
  .array(z.looseObject({ name: scalar.nullish(), envVars: variables }))
  .nullish();
const blueprintSchema = z.looseObject({
  services: owners,
  envVarGroups: owners,
});

export type Blueprint = z.infer<typeof blueprintSchema>;

/** Throws where it is no blueprint; the message quotes nothing of it. */
export function parseBlueprint(text: string): Blueprint {
  let content: unknown;
  try {
    content = parse(text, { maxAliasCount: 50 });
  } catch {
    throw new Error('render.yaml is not valid YAML');
  }
  const parsed = blueprintSchema.safeParse(content ?? {});
  if (parsed.success) return parsed.data;
  throw new Error('render.yaml is not a Render blueprint');
}

/**
 * Values that are known to others: of the configuration, of `.env.example`, and
 * the literal ones of `render.yaml`; of URLs their passwords too.
 */
export class KnownDefaults {
  readonly #known: Set<string>;

  constructor(options: { configured: string[]; files: RepositoryFiles }) {
    const values = [
      ...options.configured,
      ...examples(options.files.envExample),
      ...literals(options.files.renderYaml),
    ];
    const whole = values.map(folded).filter(value => value !== '');
    const passwords = values.map(value => folded(passwordOf(value) ?? ''));
    this.#known = new Set([...whole, ...passwords]);
    this.#known.delete('');
  }

  has(value: string): boolean {
    return this.#known.has(folded(value));
  }
}

/** What needs no list to be known as a default. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return PLACEHOLDERS.some(pattern => pattern.test(text));
}

/** Whether case or blanks differ makes no secret of a default. */
function folded(value: string): string {
  return value.trim().toLowerCase();
}

function examples(text: string | undefined): string[] {
  return text === undefined
    ? []
    : parseEnvExample(text).map(({ value }) => value);
}

function literals(text: string | undefined): string[] {
  if (text === undefined) return [];
  const { services, envVarGroups } = parseBlueprint(text);
  return [...(services ?? []), ...(envVarGroups ?? [])].flatMap(({ envVars }) =>
    (envVars ?? []).flatMap(({ value }) => value ?? []),
  );
}
