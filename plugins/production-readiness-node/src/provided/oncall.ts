import { z } from 'zod';
import type { CollectContext, Evidence } from '../collector';
import { noted } from '../evidence/evidence';
import {
  CannotSay,
  collectEach,
  waitsForPerson,
  type Finding,
} from '../outcomes';
import { createFactProvider, type FactProvider } from '../providers';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../times';
import {
  durationMs,
  durationParameter,
  sinceParameter,
  timeSince,
} from '../windows';

const DAY_MS = 24 * HOUR_MS;
/** A page that nobody has answered may still be answered in time. */
const ANSWERED_IN_MS = 15 * MINUTE_MS;
/** PagerDuty plans no further ahead, and lists incidents of half a year. */
const MOST_DAYS = 90;

/**
 * Parameters of a fact about on-call.
 *
 * @public
 */
export const onCallParams = z.strictObject({
  /** `now`: days ahead that may have no gap at level 1; 0: this moment alone. */
  coverDays: z.coerce.number().int().min(0).max(MOST_DAYS).optional(),
  /** Id of the service at the provider; else the one that the entity names. */
  service: z.string().optional(),
  /** `testPage`: what the title of the incident holds. */
  title: z.string().min(1).optional(),
  /** `testPage`: how far back it may be. */
  window: durationParameter
    .refine(window => durationMs(window) <= MOST_DAYS * DAY_MS, {
      message: `must be ${MOST_DAYS} days at most`,
    })
    .optional(),
  /** `incidents`: those since then. */
  since: sinceParameter.optional(),
});

/** @public */
export type OnCallParams = z.infer<typeof onCallParams>;

/**
 * What can be asked. The key of a block names it, or ends with it:
 * `launchIncidents` is `incidents`.
 *
 * @public
 */
export type OnCallFact =
  | 'incidents'
  | 'now'
  | 'phones'
  | 'policy'
  | 'service'
  | 'testPage';

const FACTS: OnCallFact[] = [
  'incidents',
  'now',
  'phones',
  'policy',
  'service',
  'testPage',
];

/** Undefined: the key names none. */
export function onCallFactOf(key: string): OnCallFact | undefined {
  return FACTS.find(fact => key.toLowerCase().endsWith(fact.toLowerCase()));
}

const instant = z.iso.datetime({ offset: true });

const VALUES = {
  now: z.strictObject({
    /** Who is on call at level 1, as the provider names persons. */
    primary: z.array(z.string()),
    secondary: z.array(z.string()),
    /** Times within the days ahead at which nobody is at level 1. */
    gaps: z.array(z.strictObject({ from: instant, until: instant })),
  }),
  policy: z.strictObject({
    name: z.string().nullable(),
    /** Steps of the escalation. */
    rules: z.number().int().min(0),
  }),
  service: z.strictObject({
    found: z.boolean(),
    /** `active` also while an incident is open; null if it is not there. */
    status: z.enum(['active', 'maintenance', 'disabled']).nullable(),
    integrations: z.number().int().min(0),
    escalationPolicy: z.string().nullable(),
  }),
  phones: z.strictObject({
    /** On call now, at any level. */
    people: z.number().int().min(1),
    /** Of these: told by SMS or phone when it is urgent. */
    reachedByPhone: z.number().int().min(1),
  }),
  testPage: z.strictObject({
    at: instant,
    /** Until a person took it; null: nobody did. */
    acknowledgedAfterSeconds: z.number().min(0).nullable(),
  }),
  incidents: z.strictObject({
    count: z.number().int().min(0),
    /** Of these about security. */
    security: z.number().int().min(0),
  }),
} satisfies Record<OnCallFact, z.ZodType>;

/** Of a key that names nothing there is no value. */
export function onCallValueOf(key: string): z.ZodType {
  const fact = onCallFactOf(key);
  return fact ? VALUES[fact] : z.never();
}

/**
 * Who is on call from when until when; null: without a beginning, an end.
 *
 * @public
 */
export interface OnCallShift {
  level: number;
  /** What tells the person from all others: an id or an entity ref, no address. */
  person: string;
  from: Date | null;
  until: Date | null;
}

/** @public */
export interface OnCallIncident {
  id: string;
  title: string;
  createdAt: Date;
  isSecurity: boolean;
  link: string | undefined;
}

/** @public */
export type OnCallContext = Pick<
  CollectContext,
  'entity' | 'signal' | 'now'
> & {
  /** As the fact asks for it; undefined: the one that the entity names. */
  service: string | undefined;
};

/** @public */
export type WithEvidence<T> = T & { evidence: Evidence[] };

/**
 * What a product has to answer. All of these throw where they cannot look.
 *
 * @public
 */
export interface OnCallSource {
  /** Shifts that overlap with the time from `from` to `until`. */
  shifts(
    range: { from: Date; until: Date },
    context: OnCallContext,
  ): Promise<WithEvidence<{ shifts: OnCallShift[] }>>;
  policy(
    context: OnCallContext,
  ): Promise<WithEvidence<z.infer<typeof VALUES.policy>>>;
  /** Which of these persons are told by SMS or phone when it is urgent. */
  reachedByPhone(
    persons: string[],
    context: OnCallContext,
  ): Promise<WithEvidence<{ reached: string[] }>>;
  /** Without it no service is known: a roster has none. */
  service?(
    context: OnCallContext,
  ): Promise<WithEvidence<z.infer<typeof VALUES.service>>>;
  /** All incidents from `from` on, the newest first. */
  incidents?(
    from: Date,
    context: OnCallContext,
  ): Promise<WithEvidence<{ incidents: OnCallIncident[] }>>;
  /** When a person took it first; null: nobody did. */
  acknowledgedAt?(
    incident: OnCallIncident,
    context: OnCallContext,
  ): Promise<WithEvidence<{ at: Date | null }>>;
}

/** What of a source each fact needs. */
const NEEDS: Partial<Record<OnCallFact, keyof OnCallSource>> = {
  incidents: 'incidents',
  service: 'service',
  testPage: 'incidents',
};

const findings: Record<
  OnCallFact,
  (
    source: OnCallSource,
    params: OnCallParams,
    context: OnCallContext,
  ) => Promise<Finding>
> = {
  now: findNow,
  policy: async (source, _, context) => {
    const { evidence, ...value } = await source.policy(context);
    return { value, evidence };
  },
  service: async (source, _, context) => {
    const { evidence, ...value } = await source.service!(context);
    return { value, evidence };
  },
  phones: findPhones,
  testPage: findTestPage,
  incidents: async (source, { since = 'launch' }, context) => {
    const from = timeSince(since);
    const { incidents, evidence } = await source.incidents!(from, context);
    const security = incidents.filter(({ isSecurity }) => isSecurity).length;
    return {
      value: { count: incidents.length, security },
      evidence: noted(
        evidence,
        `${
          incidents.length
        } incidents since ${from.toISOString()}, ${security} about security`,
      ),
    };
  },
};

/**
 * A provider of on-call, told by what its product answers. What that says of a
 * fact, and where it says nothing, is the same for all of them.
 *
 * @public
 */
export function createOnCallProvider(options: {
  id: string;
  title: string;
  /** Undefined: for want of configuration it cannot be asked. */
  source: OnCallSource | undefined;
  notConnected: FactProvider<OnCallParams>['notConnected'];
}): FactProvider<OnCallParams> {
  const { id, title, source } = options;
  const whyNot: FactProvider<OnCallParams>['notConnected'] = (
    entity,
    request,
  ) => {
    const reason = options.notConnected?.(entity, request);
    if (reason !== undefined) return reason;
    const fact = onCallFactOf(request.key);
    const needed = fact && NEEDS[fact];
    return needed && source && !source[needed]
      ? `${title} knows no ${needed === 'service' ? 'services' : needed}`
      : undefined;
  };
  return createFactProvider<OnCallParams>({
    fact: 'oncall',
    id,
    title,
    notConnected: whyNot,
    collect: context =>
      collectEach(context, onCallParams, async request => {
        const reason = whyNot(context.entity, request);
        const fact = onCallFactOf(request.key);
        if (reason !== undefined || !source || !fact) {
          throw new Error(reason ?? `'${request.key}' names no fact`);
        }
        const { params } = request;
        return findings[fact](source, params, {
          entity: context.entity,
          signal: context.signal,
          now: context.now,
          service: params.service?.trim() || undefined,
        });
      }),
  });
}

async function findNow(
  source: OnCallSource,
  { coverDays = 0 }: OnCallParams,
  context: OnCallContext,
): Promise<Finding> {
  const from = context.now();
  const until = new Date(from.getTime() + coverDays * DAY_MS);
  const { shifts, evidence } = await source.shifts({ from, until }, context);
  const at = (level: number) =>
    personsAt(
      shifts.filter(shift => shift.level === level),
      from,
    );
  const gaps = gapsOf(
    shifts.filter(({ level }) => level === 1),
    { from, until },
  );
  const [primary, secondary] = [at(1), at(2)];
  return {
    value: { primary, secondary, gaps },
    evidence: noted(
      evidence,
      `on call now: ${primary.length} at level 1, ${
        secondary.length
      } at level 2${
        coverDays > 0 ? `; ${gaps.length} gaps in ${coverDays} days` : ''
      }`,
    ),
  };
}

function personsAt(shifts: OnCallShift[], at: Date): string[] {
  const on = shifts.filter(
    ({ from, until }) =>
      (from === null || from <= at) && (until === null || until > at),
  );
  return [...new Set(on.map(({ person }) => person))].sort();
}

/** Times of a range that no shift covers. */
function gapsOf(
  shifts: OnCallShift[],
  range: { from: Date; until: Date },
): { from: string; until: string }[] {
  const gaps: { from: string; until: string }[] = [];
  let covered = range.from.getTime();
  const end = range.until.getTime();
  const start = ({ from }: OnCallShift) => from?.getTime() ?? -Infinity;
  for (const shift of [...shifts].sort((a, b) => start(a) - start(b))) {
    const begins = Math.min(start(shift), end);
    if (begins > covered) gaps.push(gap(covered, begins));
    covered = Math.max(covered, shift.until?.getTime() ?? Infinity);
  }
  if (covered < end) gaps.push(gap(covered, end));
  return gaps;
}

function gap(from: number, until: number) {
  return {
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
  };
}

/** A miss where one of them is not reached so: a phone may ring in another way. */
async function findPhones(
  source: OnCallSource,
  _: OnCallParams,
  context: OnCallContext,
): Promise<Finding> {
  const now = context.now();
  const on = await source.shifts({ from: now, until: now }, context);
  const people = personsAt(on.shifts, now);
  if (people.length === 0) {
    throw new CannotSay(waitsForPerson('nobody is on call now'), on.evidence);
  }
  const { reached, evidence } = await source.reachedByPhone(people, context);
  const seen = noted(
    [...on.evidence, ...evidence],
    `${reached.length} of ${people.length} on call are told by SMS or phone when it is urgent`,
  );
  if (reached.length < people.length) {
    throw new CannotSay(
      waitsForPerson(
        `${people.length - reached.length} of ${
          people.length
        } people on call have no SMS or phone that is used when it is urgent`,
      ),
      seen,
    );
  }
  return {
    value: { people: people.length, reachedByPhone: reached.length },
    evidence: seen,
  };
}

async function findTestPage(
  source: OnCallSource,
  { title, window = 'P30D' }: OnCallParams,
  context: OnCallContext,
): Promise<Finding> {
  if (title === undefined) throw new Error('testPage needs a title');
  const now = context.now();
  const from = new Date(now.getTime() - durationMs(window));
  const { incidents, evidence } = await source.incidents!(from, context);
  const wanted = title.toLowerCase();
  const page = incidents
    .filter(each => each.title.toLowerCase().includes(wanted))
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0];
  if (!page) {
    throw new CannotSay(
      {
        cause: 'waiting-for-traffic',
        message: `no incident titled '${title}' since ${from.toISOString()}; trigger one to see that somebody answers`,
      },
      evidence,
    );
  }
  const taken = await source.acknowledgedAt!(page, context);
  const seen = [...evidence, ...taken.evidence];
  if (
    taken.at === null &&
    now.getTime() - page.createdAt.getTime() < ANSWERED_IN_MS
  ) {
    throw new CannotSay(
      {
        cause: 'waiting-for-time',
        message:
          'the test page is younger than 15 minutes and not answered yet',
      },
      seen,
    );
  }
  const seconds =
    taken.at === null
      ? null
      : Math.max(
          0,
          (taken.at.getTime() - page.createdAt.getTime()) / SECOND_MS,
        );
  return {
    value: {
      at: page.createdAt.toISOString(),
      acknowledgedAfterSeconds: seconds,
    },
    evidence: noted(
      seen,
      `test page of ${page.createdAt.toISOString()}: ${
        seconds === null ? 'nobody took it' : `taken after ${seconds} s`
      }`,
    ),
  };
}
