import { z } from 'zod';
import { durationMs } from './durations';

const identifier = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    'must be a name of letters, digits and underscores, as expressions read it',
  );
const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    'must be an id of letters, digits, dots, dashes and underscores',
  );
const reference = z.string().min(1);
const text = z.string().min(1, 'must not be empty');
const expression = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(4096, 'must have at most 4096 characters');
const duration = z
  .string()
  .refine(
    value => durationMs(value) !== undefined,
    'must be an ISO 8601 duration in weeks, days, hours, minutes or seconds, for example P30D',
  );
const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date, for example 2026-03-31');
const link = z.strictObject({ title: text, url: z.url() });
const links = z.array(link);
const targetNames = z.array(identifier).min(1);

/** Strengths that a checklist may name (semantics 4.5). */
const strength = z.enum([
  'measured',
  'mapped',
  'structure',
  'vendor-statement',
  'report',
  'attested',
  'derived',
]);

const warnWhen = z.strictObject({ check: expression, message: text });
const checkInFull = z.strictObject({
  check: expression,
  expected: text.optional(),
  strength: strength.optional(),
  warnWhen: warnWhen.optional(),
});
const attest = z.strictObject({
  role: reference,
  validFor: duration.optional(),
  statement: text.optional(),
  boundTo: text.optional(),
  document: reference.optional(),
  about: reference.optional(),
});
const report = z.strictObject({
  type: id,
  check: expression.optional(),
  maxAge: duration.optional(),
  sameCommit: z.boolean().optional(),
});

/** Keys of which a tree, a criterion and a row have exactly one. */
export const TREE_KEYS = [
  'check',
  'attest',
  'report',
  'criterion',
  'item',
  'score',
  'critical',
  'allOf',
  'anyOf',
  'atLeast',
  'substitute',
  'not',
] as const;

/** @public */
export type TreeKey = (typeof TREE_KEYS)[number];

function treeKeysIn(value: object): TreeKey[] {
  return TREE_KEYS.filter(
    key => (value as Record<string, unknown>)[key] !== undefined,
  );
}

function exactlyOneTreeKey(
  value: object,
  context: { addIssue(issue: { code: 'custom'; message: string }): void },
) {
  const found = treeKeysIn(value);
  if (found.length === 1) return;
  context.addIssue({
    code: 'custom',
    message:
      found.length === 0
        ? `needs one of ${TREE_KEYS.join(', ')}`
        : `has ${found.join(
            ' and ',
          )}; combine them with allOf, anyOf or substitute`,
  });
}

/** A modifier beside something that it does not speak of would be lost in silence. */
function modifiersFit(modifiers: readonly (keyof TreeSource)[]) {
  return (
    value: object,
    context: {
      addIssue(issue: {
        code: 'custom';
        message: string;
        path?: PropertyKey[];
      }): void;
    },
  ) => {
    const [key] = treeKeysIn(value);
    if (!key || key === 'check') return;
    const allowed: readonly string[] =
      key === 'report' ? ['expected', 'untilTraffic'] : [];
    for (const modifier of modifiers) {
      const written = (value as Record<string, unknown>)[modifier];
      if (written === undefined || allowed.includes(modifier)) continue;
      context.addIssue({
        code: 'custom',
        message: `does not apply beside ${key}`,
        path: [modifier],
      });
    }
  };
}

// For editors: what `exactlyOneTreeKey` says, in the words of JSON Schema.
const oneTreeKey = { oneOf: TREE_KEYS.map(key => ({ required: [key] })) };

const treeShape = {
  check: z.union([expression, checkInFull]).optional(),
  attest: attest.optional(),
  report: report.optional(),
  criterion: reference.optional(),
  item: reference.optional(),
  score: z.number().min(0).max(100).optional(),
  critical: z.literal('all').optional(),
  get allOf() {
    return trees(1).optional();
  },
  get anyOf() {
    return trees(1).optional();
  },
  get atLeast() {
    return z
      .strictObject({ count: z.number().int().min(1), of: trees(1) })
      .optional();
  },
  get substitute() {
    return trees(2).optional();
  },
  get not() {
    return oneTree().optional();
  },
  expected: text.optional(),
  strength: strength.optional(),
  warnWhen: warnWhen.optional(),
  untilTraffic: z.boolean().optional(),
};

/** A tree as it is written: one node with short forms. */
export interface TreeSource {
  check?: string | z.infer<typeof checkInFull>;
  attest?: z.infer<typeof attest>;
  report?: z.infer<typeof report>;
  criterion?: string;
  item?: string;
  score?: number;
  critical?: 'all';
  allOf?: TreeSource[];
  anyOf?: TreeSource[];
  atLeast?: { count: number; of: TreeSource[] };
  substitute?: TreeSource[];
  not?: TreeSource;
  expected?: string;
  strength?: z.infer<typeof strength>;
  warnWhen?: z.infer<typeof warnWhen>;
  untilTraffic?: boolean;
}

const treeSchema: z.ZodType<TreeSource> = z
  .strictObject(treeShape)
  .superRefine(exactlyOneTreeKey)
  .superRefine(
    modifiersFit(['expected', 'strength', 'warnWhen', 'untilTraffic']),
  )
  .meta({ id: 'tree', ...oneTreeKey });

function oneTree(): z.ZodType<TreeSource> {
  return treeSchema;
}

function trees(atLeast: number): z.ZodType<TreeSource[]> {
  return z.array(treeSchema).min(atLeast);
}

const criterionSchema = z
  .strictObject({
    id,
    text,
    ...treeShape,
    for: targetNames.optional(),
    role: reference.optional(),
    when: expression.optional(),
    why: text.optional(),
    fix: text.optional(),
    waivable: z.boolean().optional(),
    links: links.optional(),
  })
  .superRefine(exactlyOneTreeKey)
  // Strength and expectation of a criterion speak of the whole tree.
  .superRefine(modifiersFit(['warnWhen', 'untilTraffic']))
  .meta({ id: 'criterion', ...oneTreeKey });

const itemSchema = z.strictObject({
  id,
  title: text,
  for: targetNames.optional(),
  role: reference.optional(),
  when: expression.optional(),
  why: z.string(),
  fix: z.string(),
  strength: strength.optional(),
  waivable: z.boolean().optional(),
  enforceFrom: isoDate.optional(),
  links: links.optional(),
  criteria: z.array(criterionSchema).min(1),
});

const factSchema = z
  .object({
    for: targetNames,
    refreshAfter: duration.optional(),
  })
  .catchall(z.json());

// A key may have dots, so that a source can group its facts.
const factKey = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/,
    'must be a name that expressions can read',
  );
const collectSchema = z.record(identifier, z.record(factKey, factSchema));

/** Schema of a category file. @public */
export const categorySchema = z.strictObject({
  id,
  title: text,
  description: z.string().optional(),
  declaredItems: z.number().int().min(0).optional(),
  collect: collectSchema.optional(),
  sections: z
    .array(z.strictObject({ title: text, items: z.array(itemSchema) }))
    .min(1),
});

const rowShape = {
  id,
  title: text,
  ...treeShape,
};

const gateRowSchema = z
  .strictObject({
    ...rowShape,
    group: text.optional(),
    why: text.optional(),
    waivable: z.boolean().optional(),
  })
  .superRefine(exactlyOneTreeKey)
  .superRefine(
    modifiersFit(['expected', 'strength', 'warnWhen', 'untilTraffic']),
  )
  .meta({ id: 'row', ...oneTreeKey });

const postLaunchCheckSchema = z
  .strictObject({
    ...rowShape,
    role: reference.optional(),
    settles: z.enum(['on-pass', 'at-deadline']),
  })
  .superRefine(exactlyOneTreeKey)
  .superRefine(
    modifiersFit(['expected', 'strength', 'warnWhen', 'untilTraffic']),
  )
  .meta({ id: 'postLaunchCheck', ...oneTreeKey });

const targetSchema = z.strictObject({
  title: text,
  subject: z.boolean().optional(),
  kind: text.optional(),
  type: z.array(text).min(1).optional(),
  name: z.array(text).min(1).optional(),
  required: z.boolean().optional(),
});

/** Schema of `checklist.yaml`. @public */
export const checklistSchema = z.strictObject({
  id,
  version: text,
  extends: id.optional(),
  remove: z.array(reference).optional(),
  title: text.optional(),
  description: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  subject: z
    .strictObject({
      kind: text,
      type: z.array(text).min(1).optional(),
      byDefault: z.boolean().optional(),
    })
    .optional(),
  mode: z.enum(['observe', 'enforce']).optional(),
  targets: z.record(identifier, targetSchema).optional(),
  roles: z
    .record(id, z.strictObject({ title: text, validFor: duration }))
    .optional(),
  params: z.record(identifier, z.json()).optional(),
  levels: z
    .array(z.strictObject({ id, title: text, min: z.number().min(0).max(100) }))
    .optional(),
  passingScore: z.number().min(0).max(100).optional(),
  declared: z
    .strictObject({
      total: z.number().int().optional(),
      passing: z
        .string()
        .regex(/^\d+\/\d+$/, 'must be two counts, for example 116/122')
        .optional(),
    })
    .optional(),
  sources: z
    .record(id, z.strictObject({ title: text, config: z.string().optional() }))
    .optional(),
  reports: z
    .record(
      id,
      z.strictObject({
        title: text,
        maxAge: duration.optional(),
        sameCommit: z.boolean().optional(),
        check: expression.optional(),
      }),
    )
    .optional(),
  documents: z
    .record(
      id,
      z.strictObject({
        title: text,
        role: reference,
        globs: z.array(text).min(1),
      }),
    )
    .optional(),
  collect: collectSchema.optional(),
  categories: z.array(z.union([z.string(), categorySchema])).optional(),
  critical: z.array(gateRowSchema).optional(),
  go: z.array(gateRowSchema).optional(),
  noGo: z.array(gateRowSchema).optional(),
  postLaunch: z
    .array(
      z.strictObject({
        id,
        title: text,
        duration,
        checks: z.array(postLaunchCheckSchema).min(1),
      }),
    )
    .optional(),
  review: z
    .strictObject({
      signOffs: z.array(reference).min(1).optional(),
      goValidFor: duration.optional(),
      separation: z.enum(['strict', 'small-team']).optional(),
      decides: reference.optional(),
    })
    .optional(),
  contacts: z
    .array(
      z.strictObject({
        id,
        title: text,
        group: z.enum(['emergency', 'vendor', 'internal']),
        annotation: text.optional(),
        role: reference.optional(),
        value: text.optional(),
        links: links.optional(),
      }),
    )
    .optional(),
  commands: z
    .array(
      z.strictObject({
        id,
        title: text,
        command: text,
        for: identifier,
        collector: identifier,
        result: expression,
      }),
    )
    .optional(),
});

/** `checklist.yaml` as it is written. */
export type ChecklistSource = z.infer<typeof checklistSchema>;
/** A category as it is written. */
export type CategorySource = z.infer<typeof categorySchema>;
export type ItemSource = z.infer<typeof itemSchema>;
export type CriterionSource = z.infer<typeof criterionSchema>;
export type CollectSource = z.infer<typeof collectSchema>;
export type RowSource = z.infer<typeof gateRowSchema>;
export type PostLaunchSource = NonNullable<
  ChecklistSource['postLaunch']
>[number];

/**
 * JSON Schemas of both kinds of file, so that editors complete them.
 *
 * @public
 */
export function checklistJsonSchemas(): {
  checklist: object;
  category: object;
} {
  return {
    checklist: z.toJSONSchema(checklistSchema, { io: 'input' }),
    category: z.toJSONSchema(categorySchema, { io: 'input' }),
  };
}
