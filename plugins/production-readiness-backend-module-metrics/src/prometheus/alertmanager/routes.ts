import { parse } from 'yaml';
import { z } from 'zod';
import {
  judgeAll,
  readMatcher,
  type KnownLabels,
  type Matcher,
} from './matchers';

/** A node of Alertmanager's routing tree. */
export interface Route {
  /** Ways in which its own receiver notifies. */
  targets: number;
  matchers: Matcher[];
  /** The next sibling is looked at as well. */
  continues: boolean;
  routes: Route[];
}

interface RawRoute {
  receiver?: string;
  match?: Record<string, string> | null;
  match_re?: Record<string, string> | null;
  matchers?: string[] | null;
  continue?: boolean;
  routes?: RawRoute[] | null;
}

const labels = z.record(z.string(), z.coerce.string()).nullish();

const rawRoute: z.ZodType<RawRoute> = z.object({
  receiver: z.string().optional(),
  match: labels,
  match_re: labels,
  matchers: z.array(z.string()).nullish(),
  continue: z.boolean().optional(),
  get routes() {
    return z.array(rawRoute).nullish();
  },
});

const configuration = z.object({
  route: rawRoute,
  receivers: z.array(z.looseObject({ name: z.string() })),
});

/**
 * The routing tree of Alertmanager's configuration. Of receivers only the number
 * of their integrations is kept: their addresses are secrets. Throws where it
 * cannot be read, without a word of what it holds.
 */
export function readRoutes(text: string): Route {
  const parsed = configuration.safeParse(parseQuietly(text));
  if (!parsed.success) {
    throw new Error(
      'the configuration that Alertmanager shows has another shape than it documents',
    );
  }
  const { route, receivers } = parsed.data;
  const targets = new Map(
    receivers.map(receiver => [receiver.name, integrationsOf(receiver)]),
  );
  return readRoute(route, { targets, inherited: 0 });
}

/** Ways in which an alert notifies: some routes hang on labels that only the firing alert has. */
export interface Targets {
  least: number;
  most: number;
}

/** In how many ways an alert with these labels notifies, at least and at most. */
export function targetsOf(route: Route, known: KnownLabels): Targets {
  // From the last child to the first: what becomes of an alert that no child
  // before took, and of one that a child took and let go on.
  let untaken: Targets = { least: route.targets, most: route.targets };
  let taken: Targets = { least: 0, most: 0 };
  for (const child of [...route.routes].reverse()) {
    const verdict = judgeAll(child.matchers, known);
    if (verdict !== 'no') {
      const inside = targetsOf(child, known);
      const through = child.continues ? added(inside, taken) : inside;
      untaken = verdict === 'yes' ? through : either(through, untaken);
      taken = verdict === 'yes' ? through : either(through, taken);
    }
  }
  return untaken;
}

function added(a: Targets, b: Targets): Targets {
  return { least: a.least + b.least, most: a.most + b.most };
}

function either(a: Targets, b: Targets): Targets {
  return {
    least: Math.min(a.least, b.least),
    most: Math.max(a.most, b.most),
  };
}

function readRoute(
  raw: RawRoute,
  options: { targets: Map<string, number>; inherited: number },
): Route {
  const { targets, inherited } = options;
  const own =
    raw.receiver === undefined ? inherited : targets.get(raw.receiver) ?? 0;
  return {
    targets: own,
    matchers: [
      ...(raw.matchers ?? []).map(readMatcher),
      ...matchersOf(raw.match, false),
      ...matchersOf(raw.match_re, true),
    ],
    continues: raw.continue ?? false,
    routes: (raw.routes ?? []).map(child =>
      readRoute(child, { targets, inherited: own }),
    ),
  };
}

function matchersOf(
  pairs: Record<string, string> | null | undefined,
  isRegex: boolean,
): Matcher[] {
  return Object.entries(pairs ?? {}).map(([name, value]) => ({
    name,
    value,
    isRegex,
    isEqual: true,
  }));
}

function integrationsOf(receiver: Record<string, unknown>): number {
  return Object.entries(receiver)
    .filter(([name]) => name.endsWith('_configs'))
    .reduce(
      (sum, [, list]) => sum + (Array.isArray(list) ? list.length : 0),
      0,
    );
}

function parseQuietly(text: string): unknown {
  try {
    return parse(text);
  } catch {
    // The parser's own message would quote the configuration.
    return undefined;
  }
}
