import type { Checklist } from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  compileChecklist,
  parseChecklist,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import { configKeyOf } from '../people/config';
import { mentionsOf, mutationsOf, type Mentions } from './testing/mutations';
import {
  shippedFiles,
  shippedSamples,
  type Samples,
} from './testing/readShipped';
import {
  ExpressionBench,
  judge,
  type SampleWorld,
} from './testing/sampleWorld';
import {
  expressionsOf,
  type ShippedExpression,
} from './testing/shippedExpressions';
import { WORLDS } from './testing/shippedWorlds';

async function load(id: string) {
  const { checklist, findings } = parseChecklist(await shippedFiles(id));
  if (!checklist) throw new Error(findings.map(f => f.message).join('\n'));
  return { checklist, findings, samples: await shippedSamples(id) };
}

function countCriteria(checklist: Checklist): number {
  return checklist.items.flatMap(item => item.criteria).length;
}

describe('kamiyo', () => {
  it('lists what the document lists', async () => {
    const { checklist } = await load('kamiyo');
    expect({
      categories: checklist.categories.length,
      items: checklist.items.length,
      criteria: countCriteria(checklist),
      critical: checklist.critical.length,
      go: checklist.go.length,
      noGo: checklist.noGo.length,
      postLaunch: checklist.postLaunch.map(window => window.checks.length),
      contacts: checklist.contacts.length,
      commands: checklist.commands.length,
    }).toEqual({
      categories: 10,
      items: 121,
      criteria: 454,
      critical: 16,
      go: 10,
      noGo: 8,
      postLaunch: [8, 6, 4],
      contacts: 9,
      commands: 7,
    });
  });

  it('rests on what the coverage map says', async () => {
    const { checklist } = await load('kamiyo');
    const strengths = Object.fromEntries(
      checklist.categories.map(category => [
        category.id,
        strengthsOf(checklist, category.id),
      ]),
    );
    expect(strengths).toEqual({
      infra: [44, 1, 0, 1, 1, 1, 1],
      sec: [25, 6, 8, 1, 9, 13, 12],
      db: [13, 7, 5, 1, 5, 1, 1],
      app: [28, 5, 3, 1, 19, 6, 2],
      pay: [18, 0, 0, 0, 12, 8, 9],
      mon: [16, 24, 4, 9, 0, 2, 8],
      perf: [6, 2, 10, 1, 3, 4, 13],
      doc: [3, 0, 20, 0, 0, 1, 7],
      legal: [5, 0, 3, 0, 3, 10, 3],
      bkp: [9, 2, 2, 0, 8, 4, 5],
    });
  });

  it('counts the contacts that the gate shows, from the same places', async () => {
    const { checklist } = await load('kamiyo');
    const block = checklist.collect.find(
      ({ collector, key }) => collector === 'catalog' && key === 'contacts',
    )!.params;
    const emergency = checklist.contacts.filter(
      ({ group }) => group === 'emergency',
    );
    expect(block).toMatchObject({
      contacts: Object.fromEntries(
        emergency.map(({ id, annotation }) => [
          configKeyOf(id),
          `=annotation('${annotation}')`,
        ]),
      ),
      roles: Object.fromEntries(
        emergency.map(({ id, role }) => [configKeyOf(id), role]),
      ),
    });
  });

  it('tells where the document contradicts itself', async () => {
    const { findings } = await load('kamiyo');
    expect(findings.map(finding => finding.message)).toEqual(
      expect.arrayContaining([
        'Infrastructure declares 15, lists 14',
        'Total declares 122, lists 121',
        'Minimum passing score names 116/122; the listed items need 115/121',
      ]),
    );
  });
});

describe('kamiyo, where one statement counts in two rows', () => {
  it.each([
    { statement: 'met' as const, go: 'true', noGo: 'false' },
    { statement: 'not-met' as const, go: 'false', noGo: 'true' },
  ])('takes $statement for G8 and N8', async ({ statement, go, noGo }) => {
    const { checklist, samples } = await load('kamiyo');
    const { document } = judge(checklist, {
      compiled: compileChecklist(checklist),
      world: WORLDS.kamiyo.healthy,
      samples,
      attestations: [
        {
          id: 'team',
          about: 'G8',
          entityRef: 'system:default/kamiyo',
          role: 'owner',
          statement,
          by: 'user:default/ada',
          at: '2026-11-20T12:00:00Z',
          expiresAt: '2026-12-20T12:00:00Z',
        },
      ],
    });
    const truthOf = (id: string) =>
      [...document.go, ...document.noGo].find(row => row.id === id)?.truth;
    expect([truthOf('G8'), truthOf('N8')]).toEqual([go, noGo]);
  });
});

describe('basics', () => {
  const component = (type: string, url?: string): SampleWorld => ({
    subject: {
      ref: 'component:default/thing',
      kind: 'Component',
      name: 'thing',
      type,
      annotations: url ? { 'production-readiness/url': url } : {},
    },
    members: [],
  });
  const address = 'https://status.kamiyo.ai';

  it.each([
    { name: 'a service', world: component('service', address), expect: 'go' },
    { name: 'a website', world: component('website', address), expect: 'go' },
    { name: 'a worker', world: component('worker'), expect: 'go' },
    {
      name: 'a service that keeps its address to itself',
      world: component('service'),
      expect: 'undecided',
    },
    {
      name: 'a website that keeps its address to itself',
      world: component('website'),
      expect: 'undecided',
    },
    {
      name: 'a service that nobody owns',
      world: component('service', address),
      change: { 'catalog.entity': { ownerExists: false } },
      expect: 'no-go',
    },
    {
      name: 'a service in clear text',
      world: component('service', address),
      change: {
        'http.redirect': {
          checks: [{ url: 'http://a', status: 200, location: null, ok: false }],
        },
      },
      expect: 'no-go',
    },
  ])('$name, without anybody stating anything', async row => {
    const { checklist, samples } = await load('basics');
    const changed: Samples = new Map();
    const silent = !row.world.subject.annotations['production-readiness/url'];
    for (const [fact, value] of samples) {
      // Without an address there is nothing to ask.
      if (silent && /^(http|tls|dns)[.]/.test(fact)) continue;
      const change = (row.change as Record<string, object> | undefined)?.[fact];
      changed.set(fact, { ...(value as object), ...change });
    }
    const { document } = judge(checklist, {
      compiled: compileChecklist(checklist),
      world: row.world,
      samples: changed,
    });
    expect(document.verdict).toBe(row.expect);
  });
});

const STRENGTHS = [
  'measured',
  'mapped',
  'structure',
  'vendor-statement',
  'report',
  'attested',
  'derived',
];

function strengthsOf(checklist: Checklist, category: string): number[] {
  const criteria = checklist.items
    .filter(item => item.category === category)
    .flatMap(item => item.criteria);
  return STRENGTHS.map(
    strength => criteria.filter(one => one.strength === strength).length,
  );
}

/** Expressions that no single or double change of the samples turns, and why. */
const NEVER_TURNS: Record<string, Record<string, string>> = {
  kamiyo: {
    'perf.horizontal-scaling-possible/no-single-point-of-failure (1)':
      'asks for nothing until the parameters spof do, and they are off',
  },
  basics: {},
};

describe.each(Object.keys(WORLDS))('%s', id => {
  it('has no findings that ask for a change', async () => {
    const { findings } = await load(id);
    expect(findings.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('says of each item why it matters and what to do', async () => {
    const { checklist } = await load(id);
    const silent = checklist.items.filter(
      item => item.why.trim() === '' || item.fix.trim() === '',
    );
    expect(silent.map(item => item.id)).toEqual([]);
  });

  it('has a sample of each fact', async () => {
    const { checklist, samples } = await load(id);
    const known = new Set([...samples.keys()].map(key => key.split('@')[0]));
    const without = checklist.collect
      .map(({ fact }) => fact)
      .filter(fact => !known.has(fact));
    expect(without).toEqual([]);
  });

  it('turns out well on the samples', async () => {
    const { checklist, samples } = await load(id);
    const expressions = expressionsOf(checklist);
    const bench = new ExpressionBench(
      checklist,
      WORLDS[id].healthy,
      expressions,
    );
    const wrong = bench.run(samples).flatMap((outcome, index) => {
      const { at, source, healthy } = expressions[index];
      const settled =
        healthy === undefined
          ? !outcome.truths.includes('unknown')
          : outcome.truths.every(truth => truth === String(healthy));
      return settled && outcome.truths.length > 0
        ? []
        : [{ at, source, ...outcome }];
    });
    expect(wrong).toEqual([]);
  });

  it('turns with what it reads', async () => {
    const { checklist, samples } = await load(id);
    const stuck = findStuck(checklist, samples, WORLDS[id]);
    expect(stuck.map(({ at }) => at).sort()).toEqual(
      Object.keys(NEVER_TURNS[id]).sort(),
    );
  }, 300_000);
});

/**
 * Expressions that answer the same whatever is changed: the catalog's
 * annotations, then one scalar or list of a fact, then two.
 */
function findStuck(
  checklist: Checklist,
  samples: Samples,
  worlds: Record<string, SampleWorld>,
): ShippedExpression[] {
  return expressionsOf(checklist).filter(
    expression => !turns(checklist, { expression, samples, worlds }),
  );
}

/** Two changes are tried this often, which covers what shipped expressions need. */
const MOST_PAIRS = 5000;

function turns(
  checklist: Checklist,
  options: {
    expression: ShippedExpression;
    samples: Samples;
    worlds: Record<string, SampleWorld>;
  },
): boolean {
  const { expression, samples, worlds } = options;
  const seen = new Set<string>();
  const facts = [...samples.keys()].filter(key => reads(expression, key));
  const mentions = mentionsOf(
    expression.source,
    parametersIn(checklist, expression),
  );
  const settles = (bench: ExpressionBench, changed: Samples) => {
    for (const truth of bench.run(changed)[0].truths) seen.add(truth);
    return seen.has('true') && seen.has('false');
  };
  for (const world of Object.values(worlds)) {
    const bench = new ExpressionBench(checklist, world, [expression]);
    if (settles(bench, samples)) return true;
    for (const changed of changesOf(samples, { facts, mentions })) {
      if (settles(bench, changed)) return true;
    }
  }
  // Alternatives hide one another: a second change takes away the other.
  const bench = new ExpressionBench(checklist, worlds.healthy, [expression]);
  let pairs = 0;
  for (const first of changesOf(samples, { facts, mentions })) {
    for (const both of changesOf(first, { facts, mentions })) {
      if (settles(bench, both)) return true;
      pairs += 1;
      if (pairs > MOST_PAIRS) return false;
    }
  }
  return false;
}

function reads({ source }: ShippedExpression, key: string): boolean {
  const [fact] = key.split('@');
  const [collector, ...name] = fact.split('.');
  return (
    source.includes(fact) ||
    source.includes(`${collector}['${name.join('.')}']`)
  );
}

/** Texts of the parameters that an expression names. */
function parametersIn(
  { params }: Checklist,
  { source }: ShippedExpression,
): string[] {
  return Object.entries(params).flatMap(([name, value]) =>
    source.includes(`param.${name}`)
      ? [value].flat().filter(entry => typeof entry === 'string')
      : [],
  );
}

function* changesOf(
  samples: Samples,
  { facts, mentions }: { facts: readonly string[]; mentions: Mentions },
): Generator<Samples> {
  for (const fact of facts) {
    for (const value of mutationsOf(samples.get(fact)!, mentions)) {
      yield new Map(samples).set(fact, value);
    }
  }
}
