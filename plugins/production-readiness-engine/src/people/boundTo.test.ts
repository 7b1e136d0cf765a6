import type { TreeSource } from '../checklist/schema';
import { digestOf } from '../checklist/digest';
import { evaluate } from '../evaluate/evaluate';
import type { EvaluateInput } from '../evaluate/input';
import {
  API,
  API2,
  days,
  fact,
  inputOf,
  miss,
  statement,
  WEB,
} from '../testing/fixtures';
import type { Written } from '../testing/fixtures';
import { boundTo, boundToEach } from './boundTo';
import type { AskedStatement, BoundTo } from './boundTo';

const ABOUT_IT = { about: 'i/c', entityRef: WEB.ref, role: 'owner' };
const attest = (rest: object = {}): TreeSource => ({
  attest: { role: 'owner', ...rest },
});
const criterion = (tree: TreeSource, rest: object = {}): Written => ({
  items: [{ id: 'i', criteria: [{ id: 'c', ...tree, ...rest }] }],
});
const LIMITED = fact('http.health', { limit: 5, big: 'x'.repeat(3_000) });
const document = (rest: object, more: object = {}) =>
  fact('doc.incident', { found: true, path: 'a.md', ...rest }, more);
const DOCUMENT = attest({ role: 'security', document: 'incident' });
const ABOUT_DOCUMENT = {
  about: 'document:incident',
  entityRef: WEB.ref,
  role: 'security',
};

it.each<[string, Written, Partial<EvaluateInput>, AskedStatement, BoundTo]>([
  [
    'a value in a fact',
    criterion(attest({ boundTo: 'http.health.limit' })),
    { facts: [LIMITED] },
    ABOUT_IT,
    {
      what: 'http.health.limit',
      fact: 'http.health',
      hash: digestOf(5),
      value: 5,
    },
  ],
  [
    'a whole fact, which is too large to be shown',
    criterion(attest({ boundTo: 'http.health' })),
    { facts: [LIMITED] },
    ABOUT_IT,
    { what: 'http.health', fact: 'http.health', hash: LIMITED.hash },
  ],
  [
    'more than one place',
    criterion(attest({ boundTo: 'http.health.limit + 1' })),
    { facts: [LIMITED] },
    ABOUT_IT,
    {
      what: 'http.health.limit + 1',
      fact: 'http.health.limit + 1',
      hash: digestOf(6),
      value: 6,
    },
  ],
  [
    'a report of the subject, on a member',
    criterion(attest({ boundTo: 'report.k6.producedAt' }), { for: ['api'] }),
    { facts: [fact('report.k6', { producedAt: days(-1) })] },
    { ...ABOUT_IT, entityRef: API.ref },
    {
      what: 'report.k6.producedAt',
      fact: 'report.k6',
      hash: digestOf(days(-1)),
      value: days(-1),
    },
  ],
  [
    'a document, by the hash of its content',
    criterion(DOCUMENT),
    { facts: [document({ hash: 'abc' })] },
    ABOUT_DOCUMENT,
    {
      what: 'Incident plan',
      fact: 'doc.incident',
      hash: 'abc',
      value: 'a.md',
    },
  ],
  [
    "the subject's document, on a member that has none",
    criterion(DOCUMENT, { for: ['api'] }),
    { facts: [document({ hash: 'abc' })] },
    { ...ABOUT_DOCUMENT, entityRef: API.ref },
    {
      what: 'Incident plan',
      fact: 'doc.incident',
      hash: 'abc',
      value: 'a.md',
    },
  ],
  [
    'what a row asks for',
    { go: [{ id: 'G', title: 'G', ...attest({ boundTo: 'http.health' }) }] },
    { facts: [LIMITED] },
    { ...ABOUT_IT, about: 'G' },
    { what: 'http.health', fact: 'http.health', hash: LIMITED.hash },
  ],
  [
    'what another criterion asks of it',
    {
      items: [
        {
          id: 'i',
          criteria: [
            { id: 'c', ...attest() },
            { id: 'd', ...attest({ about: 'i/c', boundTo: 'http.health' }) },
          ],
        },
      ],
    },
    { facts: [LIMITED] },
    ABOUT_IT,
    { what: 'http.health', fact: 'http.health', hash: LIMITED.hash },
  ],
])(
  'a statement is bound to %s, and counts',
  (_, written, given, asked, expected) => {
    const input = inputOf(written, given);
    const bound = boundTo(input, asked);
    expect(bound).toEqual(expected);

    const { fact: name, hash } = bound as Extract<BoundTo, { hash: string }>;
    const counts = (boundHash: string) => {
      const said = statement(asked.about, 'met', {
        ...asked,
        boundTo: { fact: name, hash: boundHash },
      });
      const { items, go } = evaluate({
        ...input,
        attestations: [said],
      }).document;
      return [
        ...items.flatMap(item =>
          item.criteria
            .flatMap(({ entities }) => entities)
            .filter(({ entityRef }) => entityRef === asked.entityRef)
            .flatMap(({ leaves }) => leaves),
        ),
        ...go.flatMap(({ leaves }) => leaves),
      ].filter(leaf => leaf.attestation === said.id && leaf.truth === 'true');
    };
    expect(counts(hash).length).toBeGreaterThan(0);
    expect(counts('another').length).toBeLessThan(counts(hash).length);
  },
);

it.each<[string, Written, Partial<EvaluateInput>, AskedStatement, string]>([
  [
    'the fact is missing',
    criterion(attest({ boundTo: 'http.health.limit' })),
    {},
    ABOUT_IT,
    'http.health was never collected',
  ],
  [
    'the document is not found',
    criterion(DOCUMENT),
    { facts: [miss('doc.incident', 'waiting-for-person')] },
    ABOUT_DOCUMENT,
    'doc.incident: waiting-for-person',
  ],
  [
    'the document is not where it is declared to be',
    criterion(DOCUMENT),
    { facts: [document({ found: false, hash: null })] },
    ABOUT_DOCUMENT,
    'Incident plan was not read',
  ],
  [
    'what was read of the document is too old',
    criterion(DOCUMENT),
    { facts: [document({ hash: 'abc' }, { expiresAt: days(0) })] },
    ABOUT_DOCUMENT,
    'Incident plan was not read',
  ],
  [
    'no document was read',
    criterion(DOCUMENT),
    {},
    ABOUT_DOCUMENT,
    'Incident plan was not read',
  ],
])(
  'what it is bound to is not known where %s',
  (_, written, given, asked, unknown) => {
    expect(boundTo(inputOf(written, given), asked)).toMatchObject({ unknown });
  },
);

it.each<[string, AskedStatement]>([
  ['is bound to nothing', { ...ABOUT_IT, about: 'i/free' }],
  ['nobody asks for', { ...ABOUT_IT, role: 'security' }],
  ['is of an entity that is not asked', { ...ABOUT_IT, entityRef: API.ref }],
  ['is of an entity that is no member', { ...ABOUT_IT, entityRef: API2.ref }],
])('there is nothing to carry for what %s', (_, asked) => {
  const written: Written = {
    items: [
      {
        id: 'i',
        criteria: [
          { id: 'c', ...attest({ boundTo: 'http.health.limit' }) },
          { id: 'free', ...attest() },
        ],
      },
    ],
  };
  expect(
    boundTo(inputOf(written, { facts: [LIMITED] }), asked),
  ).toBeUndefined();
});

it('answers for many at once, in order', () => {
  const input = inputOf(
    {
      items: [
        {
          id: 'i',
          criteria: [
            { id: 'c', ...attest({ boundTo: 'http.health.limit' }) },
            { id: 'free', ...attest() },
          ],
        },
      ],
    },
    { facts: [LIMITED] },
  );
  expect(
    boundToEach(input, [{ ...ABOUT_IT, about: 'i/free' }, ABOUT_IT]),
  ).toEqual([undefined, boundTo(input, ABOUT_IT)]);
});
