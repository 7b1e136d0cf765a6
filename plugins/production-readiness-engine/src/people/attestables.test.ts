import type { TreeSource } from '../checklist/schema';
import { compiled } from '../testing/fixtures';
import type { Written, WrittenCriterion } from '../testing/fixtures';
import { attestables } from './attestables';
import type { Attestable } from './attestables';

const of = (written: Written): Attestable[] => attestables(compiled(written));
const ofCriteria = (...criteria: WrittenCriterion[]) =>
  of({ items: [{ id: 'i', criteria }] });
const attest = (rest: object = {}): TreeSource => ({
  attest: { role: 'owner', ...rest },
});
const MET = {
  about: 'i/c',
  kind: 'criterion',
  role: 'owner',
  title: 'c',
  item: 'i',
  statement: 'c',
  validFor: 'P90D',
  targets: ['subject'],
  ofSubject: false,
};

describe('what people can be asked to state of a criterion', () => {
  it.each<[string, Omit<WrittenCriterion, 'id'>, object[]]>([
    ['nothing where a machine measures', { check: 'http.health.ok' }, []],
    ['that it is met', attest(), [MET]],
    [
      'the words, the time and what it is bound to',
      attest({
        statement: 'I looked',
        validFor: 'P7D',
        boundTo: 'http.health.limit',
      }),
      [
        {
          ...MET,
          statement: 'I looked',
          validFor: 'P7D',
          boundTo: 'http.health.limit',
        },
      ],
    ],
    [
      'on the entities that it applies to',
      { ...attest(), for: ['api', 'worker'] },
      [{ ...MET, targets: ['api', 'worker'] }],
    ],
    [
      'wherever it stands in the tree',
      {
        allOf: [
          { check: 'http.health.ok' },
          { anyOf: [{ report: { type: 'k6' } }, attest()] },
        ],
      },
      [MET],
    ],
    [
      'each role by itself',
      { allOf: [attest(), attest({ role: 'security' })] },
      [MET, { ...MET, role: 'security' }],
    ],
    [
      'the same once, for the shorter time',
      { allOf: [attest({ validFor: 'P2W' }), attest({ validFor: 'P9D' })] },
      [{ ...MET, validFor: 'P9D' }],
    ],
    [
      'a document, on the subject too',
      { ...attest({ role: 'security', document: 'incident' }), for: ['api'] },
      [
        {
          about: 'document:incident',
          kind: 'document',
          role: 'security',
          title: 'Incident plan',
          statement: 'Incident plan',
          validFor: 'P90D',
          document: 'incident',
          targets: ['api'],
          ofSubject: true,
        },
      ],
    ],
    [
      'that it is not in use, where the condition can be unknown',
      { check: 'http.health.ok', when: 'http.home.ok', role: 'security' },
      [
        {
          ...MET,
          kind: 'condition',
          role: 'security',
          statement: 'Not in use',
        },
      ],
    ],
    [
      'and where the condition reads members',
      { check: 'http.health.ok', when: 'members.worker.size() > 0' },
      [{ ...MET, kind: 'condition', statement: 'Not in use' }],
    ],
    [
      'nothing of a condition that is always known',
      { check: 'http.health.ok', when: "feature('x')" },
      [],
    ],
    [
      'both of a criterion that asks for both',
      { ...attest(), when: 'http.home.ok' },
      [MET, { ...MET, kind: 'condition', statement: 'Not in use' }],
    ],
  ])('%s', (_, criterion, expected) => {
    expect(ofCriteria({ id: 'c', ...criterion })).toEqual(expected);
  });

  it('a document that several criteria read once, for all their entities', () => {
    const leaf = attest({ role: 'security', document: 'incident' });
    const found = ofCriteria(
      { id: 'a', for: ['api'], ...leaf },
      { id: 'b', for: ['worker', 'api'], ...leaf },
    );
    expect(found).toMatchObject([{ targets: ['api', 'worker'] }]);
  });

  it('not what another criterion asks already', () => {
    const found = ofCriteria(
      { id: 'a', ...attest() },
      { id: 'b', for: ['api'], ...attest({ about: 'i/a' }) },
    );
    expect(found).toEqual([
      {
        ...MET,
        about: 'i/a',
        title: 'a',
        statement: 'a',
        targets: ['subject', 'api'],
      },
    ]);
  });

  it('lasts as the role says', () => {
    const roles = { owner: { title: 'Owner', validFor: 'P3D' } };
    expect(
      of({
        roles,
        documents: {},
        collect: {},
        items: [{ id: 'i', criteria: [{ id: 'c', ...attest() }] }],
      }),
    ).toMatchObject([{ validFor: 'P3D' }]);
  });
});

describe('what people can be asked to state of a row', () => {
  const row = (id: string, tree: TreeSource) => ({
    id,
    title: `T${id}`,
    ...tree,
  });
  const ROW = {
    about: 'C',
    kind: 'row',
    role: 'owner',
    title: 'TC',
    statement: 'TC',
    validFor: 'P90D',
    targets: ['subject'],
    ofSubject: true,
  };
  const window = (...checks: object[]) => [
    { id: 'w', title: 'W', duration: 'PT1H', checks },
  ];

  it.each<[string, Written, object[]]>([
    ['critical', { critical: [row('C', attest())] }, [ROW]],
    ['GO', { go: [row('C', attest())] }, [ROW]],
    ['NO-GO', { noGo: [row('C', { not: attest() })] }, [ROW]],
    [
      'all critical ones once',
      {
        critical: [row('C', attest())],
        go: [row('G', { critical: 'all' })],
      },
      [ROW],
    ],
    [
      'what is stated of another row is stated of that one',
      {
        go: [row('C', attest())],
        noGo: [row('N', { not: attest({ about: 'C' }) })],
      },
      [ROW],
    ],
    [
      'a post-launch check',
      {
        postLaunch: window({ ...row('P', attest()), settles: 'on-pass' }),
      },
      [
        {
          ...ROW,
          about: 'P',
          kind: 'post-launch',
          title: 'TP',
          statement: 'TP',
        },
      ],
    ],
    [
      'also where no target is the subject itself',
      {
        targets: { api: { title: 'API', type: ['service'] } },
        documents: {},
        collect: {},
        go: [row('C', attest())],
      },
      [{ ...ROW, targets: [] }],
    ],
  ])('%s', (_, written, expected) => {
    expect(of(written)).toEqual(expected);
  });
});
