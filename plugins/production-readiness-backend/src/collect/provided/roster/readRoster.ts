import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  contactKinds,
  durationMs,
  durationParameter,
  HOUR_MS,
  type ContactKind,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';

/** Where the roster is. */
export const ROSTER_PLACE = 'productionReadiness.onCall.roster';

/** Somebody who may be on call. */
export interface RosterPerson {
  /** Entity ref. */
  person: string;
  /** Ways in which they are told when it is urgent. */
  contacts: ContactKind[];
}

/** People who are on call at a level, all at once or one after another. */
export interface RosterEntry {
  level: number;
  people: RosterPerson[];
  /** Null: all of them, all the time. */
  rotation: { startMs: number; everyMs: number } | null;
  from: Date | null;
  until: Date | null;
  /** Refs of the entities that it is for; undefined: all. */
  entities: string[] | undefined;
}

const personRef = z
  .string()
  .regex(
    /^user:[a-z0-9_.-]+\/[a-z0-9_.-]+$/i,
    'must be the ref of a person, as user:default/ada',
  )
  .transform(ref => ref.toLowerCase());

const person = z.preprocess(
  given => (typeof given === 'string' ? { person: given } : given),
  z.strictObject({
    person: personRef,
    contacts: z.array(z.enum(contactKinds)).default([]),
  }),
);

// YAML may make a date of it.
const moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date(), z.date()])
  .transform(value => new Date(value));

const entry = z
  .strictObject({
    level: z.coerce.number().int().min(1),
    people: z.array(person).min(1),
    rotation: z
      .strictObject({ start: moment, every: durationParameter })
      .optional(),
    from: moment.optional(),
    until: moment.optional(),
    entities: z.array(z.string().min(1)).min(1).optional(),
  })
  .superRefine(({ rotation, from, until }, context) => {
    if (rotation && durationMs(rotation.every) < HOUR_MS) {
      context.addIssue('rotation.every must be an hour or more');
    }
    if (from && until && until <= from) {
      context.addIssue('until must be after from');
    }
  });

/**
 * Reads `productionReadiness.onCall.roster`; undefined without it. Throws
 * InputError on what cannot be read.
 */
export function readRoster(config: Config): RosterEntry[] | undefined {
  const raw = config.getOptional(ROSTER_PLACE);
  if (raw === undefined) return undefined;
  const parsed = z.array(entry).min(1).safeParse(raw);
  if (!parsed.success) {
    throw new InputError(
      `${ROSTER_PLACE} cannot be used: ${z.prettifyError(parsed.error)}`,
    );
  }
  return parsed.data.map(({ rotation, from, until, ...rest }) => ({
    ...rest,
    from: from ?? null,
    until: until ?? null,
    rotation: rotation
      ? {
          startMs: rotation.start.getTime(),
          everyMs: durationMs(rotation.every),
        }
      : null,
    entities: rest.entities?.map(ref => ref.toLowerCase()),
  }));
}
