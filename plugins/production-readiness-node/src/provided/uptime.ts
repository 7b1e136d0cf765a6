import type { Entity } from '@backstage/catalog-model';
import { z } from 'zod';
import type { CollectContext, Evidence } from '../collector';
import { noted } from '../evidence/evidence';
import { redactUrl } from '../evidence/redact';
import {
  CannotSay,
  collectEach,
  notDeclared,
  waitsForPerson,
  type Finding,
} from '../outcomes';
import { listParameter } from '../parameters';
import { createFactProvider, type FactProvider } from '../providers';
import { sinceParameter, timeSince } from '../windows';

/**
 * Ways in which a contact is told. `pager`: PagerDuty, Opsgenie and the like;
 * `chat`: a chat other than Slack and Discord.
 *
 * @public
 */
export const contactKinds = [
  'email',
  'sms',
  'voice',
  'pager',
  'slack',
  'discord',
  'chat',
  'push',
  'webhook',
  'other',
] as const;

/** @public */
export type ContactKind = (typeof contactKinds)[number];

/** Kinds that reach a person wherever they are, at any hour. */
const REACHES_PERSON: ContactKind[] = ['email', 'sms', 'voice', 'pager'];

const ANNOTATION = 'production-readiness/uptime-monitors';

/**
 * Parameters of a fact about uptime monitors; without any it is all monitors.
 *
 * @public
 */
export const uptimeParams = z
  .strictObject({
    /** With `name`: the monitor that waits for a job to call. */
    kind: z.literal('heartbeat').optional(),
    name: z.string().min(1).optional(),
    /** Contacts of these kinds, whatever monitor they belong to. */
    kinds: z.array(z.enum(contactKinds)).min(1).optional(),
    /** What became of the entity's monitors since then. */
    since: sinceParameter.optional(),
  })
  .superRefine((given, context) => {
    if ((given.kind === undefined) !== (given.name === undefined)) {
      context.addIssue('kind: heartbeat and name go together');
    }
    const asked = [given.kind, given.kinds, given.since];
    if (asked.filter(each => each !== undefined).length > 1) {
      context.addIssue('names more than one of kind, kinds and since');
    }
  });

/** @public */
export type UptimeParams = z.infer<typeof uptimeParams>;

/** @public */
export const monitorKinds = [
  'http',
  'keyword',
  'ping',
  'port',
  'heartbeat',
  'other',
] as const;

/** @public */
export type MonitorKind = (typeof monitorKinds)[number];

/**
 * `pending`: not checked yet; `unknown`: a word of the product that says
 * neither.
 *
 * @public
 */
export const monitorStates = [
  'up',
  'down',
  'paused',
  'pending',
  'unknown',
] as const;

/** @public */
export type MonitorState = (typeof monitorStates)[number];

/** @public */
export const monitorsValue = z.strictObject({
  monitors: z.array(
    z.strictObject({
      name: z.string(),
      /** What is asked; null for a heartbeat, whose address is a secret. */
      url: z.string().nullable(),
      kind: z.enum(monitorKinds),
      paused: z.boolean(),
      state: z.enum(monitorStates),
      /** Null where the product does not say. */
      intervalSeconds: z.number().nullable(),
      /** Kinds of the contacts that are assigned to it and active. */
      activeContacts: z.array(z.enum(contactKinds)),
      /** One of these is e-mail, SMS, voice or a pager. */
      reachesPerson: z.boolean(),
    }),
  ),
  complete: z.boolean(),
});

/** @public */
export const contactsValue = z.strictObject({
  /** Active contacts of the kinds that are asked for. */
  active: z.number().int().min(1),
});

/** @public */
export const heartbeatValue = z.strictObject({
  name: z.string(),
  paused: z.literal(false),
  activeContacts: z.number().int().min(1),
});

/** @public */
export const uptimeSinceValue = z.strictObject({
  /** Checks of all monitors since then. */
  checks: z.number().int().min(1),
  /** Monitors that were down at some time since then. */
  down: z.number().int().min(0),
  /** Monitors that are not up now. */
  notUp: z.number().int().min(0),
});

/** What is asked for, by its parameters. */
export function uptimeValueOf(params: UptimeParams): z.ZodType {
  if (params.kind) return heartbeatValue;
  if (params.kinds) return contactsValue;
  return params.since === undefined ? monitorsValue : uptimeSinceValue;
}

/**
 * A monitor as a product has it.
 *
 * @public
 */
export interface UptimeMonitor {
  name: string;
  url: string | null;
  kind: MonitorKind;
  state: MonitorState;
  intervalSeconds: number | null;
  /** Kinds of its contacts that are active. */
  contacts: ContactKind[];
}

/**
 * What became of a monitor since a moment; null where the product does not
 * tell.
 *
 * @public
 */
export interface MonitorHistory {
  name: string;
  state: MonitorState;
  checks: number | null;
  wasDown: boolean | null;
  /** It was paused since then: what is paused by now was not before. */
  wasPaused: boolean | null;
}

/**
 * What was read of a list, and whether it was read to its end.
 *
 * @public
 */
export interface ReadList<T> {
  items: T[];
  complete: boolean;
  evidence: Evidence[];
}

/** @public */
export type UptimeContext = Pick<CollectContext, 'entity' | 'signal' | 'now'>;

/**
 * What a product has to answer. All of these throw where they cannot look.
 *
 * @public
 */
export interface UptimeSource {
  monitors(context: UptimeContext): Promise<ReadList<UptimeMonitor>>;
  /** Kinds of all contacts that are active. */
  contacts(context: UptimeContext): Promise<ReadList<ContactKind>>;
  since(from: Date, context: UptimeContext): Promise<ReadList<MonitorHistory>>;
}

/**
 * A provider of uptime monitors, told by what its product answers. What that
 * says of a fact, and where it says nothing, is the same for all of them.
 *
 * @public
 */
export function createUptimeProvider(options: {
  id: string;
  title: string;
  /** Undefined: for want of configuration it cannot be asked, as `notConnected` says. */
  source: UptimeSource | undefined;
  notConnected: string;
}): FactProvider<UptimeParams> {
  const { id, title, source } = options;
  return createFactProvider<UptimeParams>({
    fact: 'uptime',
    id,
    title,
    notConnected: () => (source ? undefined : options.notConnected),
    collect: context =>
      collectEach(context, uptimeParams, async ({ params }) => {
        if (!source) throw new Error(options.notConnected);
        if (params.kinds) {
          return contactsOf(params.kinds, await source.contacts(context));
        }
        if (params.since !== undefined) {
          const from = timeSince(params.since);
          return historyOf(context.entity, await source.since(from, context));
        }
        const monitors = whole(await source.monitors(context), 'monitors');
        return params.name === undefined
          ? monitorsOf(monitors)
          : heartbeatOf(params.name, context.entity, monitors);
      }),
  });
}

/** Throws a miss where a list goes on: what is not found may be on its next page. */
function whole<T>(list: ReadList<T>, what: string): ReadList<T> {
  if (list.complete) return list;
  throw new CannotSay(
    {
      cause: 'check-error',
      message: `there are more than ${list.items.length} ${what}, and no more are read`,
    },
    list.evidence,
  );
}

function monitorsOf({ items, evidence: pieces }: ReadList<UptimeMonitor>) {
  const paused = items.filter(({ state }) => state === 'paused').length;
  return {
    value: {
      monitors: items.map(monitor => ({
        name: monitor.name,
        url:
          monitor.url === null || monitor.kind === 'heartbeat'
            ? null
            : redactUrl(monitor.url),
        kind: monitor.kind,
        paused: monitor.state === 'paused',
        state: monitor.state,
        intervalSeconds: monitor.intervalSeconds,
        activeContacts: [...new Set(monitor.contacts)].sort(),
        reachesPerson: monitor.contacts.some(kind =>
          REACHES_PERSON.includes(kind),
        ),
      })),
      complete: true,
    },
    evidence: noted(
      pieces,
      `${items.length} monitors, ${paused} of them paused`,
    ),
  };
}

/** A miss without one: a channel may sit where nobody looks. */
function contactsOf(
  kinds: ContactKind[],
  { items, evidence: pieces }: ReadList<ContactKind>,
): Finding {
  const active = items.filter(kind => kinds.includes(kind)).length;
  const seen = noted(
    pieces,
    `${items.length} active contacts, ${active} by ${kinds.join(' or ')}`,
  );
  if (active > 0) return { value: { active }, evidence: seen };
  throw new CannotSay(
    waitsForPerson(`no active contact is told by ${kinds.join(' or ')}`),
    seen,
  );
}

/** A miss unless it watches and tells somebody: the job may be watched elsewhere. */
function heartbeatOf(
  name: string,
  entity: Entity,
  { items, evidence: pieces }: ReadList<UptimeMonitor>,
): Finding {
  const beats = items.filter(({ kind }) => kind === 'heartbeat');
  const own = plain(`${entity.metadata.name} ${name}`);
  const found =
    beats.find(each => plain(each.name) === own) ??
    beats.find(each => plain(each.name) === plain(name));
  const seen = noted(
    pieces,
    found
      ? `heartbeat '${found.name}': ${found.state}, ${found.contacts.length} active contacts`
      : `${beats.length} heartbeats, none named '${name}'`,
  );
  if (!found) {
    throw new CannotSay(
      waitsForPerson(`there is no heartbeat monitor named '${name}'`),
      seen,
    );
  }
  if (found.state === 'paused' || found.contacts.length === 0) {
    const why =
      found.state === 'paused' ? 'is paused' : 'tells no active contact';
    throw new CannotSay(
      waitsForPerson(`the heartbeat monitor '${found.name}' ${why}`),
      seen,
    );
  }
  return {
    value: {
      name: found.name,
      paused: false,
      activeContacts: found.contacts.length,
    },
    evidence: seen,
  };
}

function historyOf(entity: Entity, read: ReadList<MonitorHistory>): Finding {
  const { items, evidence: pieces } = whole(read, 'monitors');
  const named = listParameter.parse(
    entity.metadata.annotations?.[ANNOTATION] ?? '',
  );
  const missing = named.filter(
    name => !items.some(item => plain(item.name) === plain(name)),
  );
  if (missing.length > 0) {
    throw new CannotSay(
      notDeclared(
        `${ANNOTATION} names monitors that are not there: ${missing.join(
          ', ',
        )}`,
      ),
      pieces,
    );
  }
  const concerned = items
    .filter(
      item =>
        named.length === 0 ||
        named.some(name => plain(name) === plain(item.name)),
    )
    // One that was paused all the time watched nothing, and was not to.
    .filter(
      ({ state, wasPaused }) => state !== 'paused' || wasPaused !== false,
    );
  return countHistory(concerned, pieces);
}

function countHistory(items: MonitorHistory[], pieces: Evidence[]): Finding {
  const untold = items.filter(
    ({ checks, wasDown }) => checks === null || wasDown === null,
  );
  const told = items.filter(item => !untold.includes(item));
  if (told.length === 0 || untold.some(({ wasDown }) => wasDown === null)) {
    throw new CannotSay(
      notDeclared(
        items.length === 0
          ? 'there is no monitor that is not paused'
          : `of these monitors it is not told how they fared: ${untold
              .map(({ name }) => name)
              .join(', ')}`,
      ),
      pieces,
    );
  }
  const checks = told.reduce((sum, item) => sum + (item.checks ?? 0), 0);
  const down = items.filter(({ wasDown }) => wasDown).length;
  const notUp = items.filter(({ state }) => state !== 'up').length;
  const seen = noted(
    pieces,
    `${items.length} monitors: ${checks} checks since then, ${down} were down, ${notUp} are not up`,
  );
  if (checks === 0) {
    throw new CannotSay(
      {
        cause: 'waiting-for-time',
        message: 'no monitor was checked since then',
      },
      seen,
    );
  }
  return { value: { checks, down, notUp }, evidence: seen };
}

/** Names are compared without case and what stands between words. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
