import {
  assignmentOf,
  endOfDay,
  toDecisionInput,
  toOwnerRef,
  withAssignment,
  type DecisionForm,
} from './decisionForm';

const NOW = Date.parse('2026-12-01T10:00:00Z');
const toAssign = [
  { item: 'a', title: 'A', status: 'fail' as const, role: 'owner' },
  { item: 'b', title: 'B', status: 'unknown' as const, role: 'sre' },
];
const EMPTY: DecisionForm = {
  reason: '',
  all: { owner: '', due: '2026-12-15' },
  own: {},
};
const context = { toAssign, now: NOW };

it.each([
  ['ada', 'user:default/ada'],
  [' user:ada ', 'user:default/ada'],
  ['group:team-a/sre', 'group:team-a/sre'],
  ['Group:sre', 'group:default/sre'],
  ['component:default/api', undefined],
  ['Ada Okafor', undefined],
  ['a:b:c', undefined],
  ['', undefined],
])('%s names the owner %s', (text, ref) => {
  expect(toOwnerRef(text)).toBe(ref);
});

it.each([
  ['2026-12-01', '2026-12-01T23:59:59.000Z'],
  ['2026-11-30', undefined],
  ['', undefined],
])('the day %s ends %s', (day, end) => {
  expect(endOfDay(day, NOW)).toBe(end);
});

it('gives every item what holds for all, unless it has its own', () => {
  const form = withAssignment(
    { ...EMPTY, all: { owner: 'ada', due: '2026-12-15' } },
    'b',
    { owner: 'group:sre' },
  );
  expect(assignmentOf(form, 'a')).toEqual({ owner: 'ada', due: '2026-12-15' });
  expect(assignmentOf(form, 'b')).toEqual({
    owner: 'group:sre',
    due: '2026-12-15',
  });
  expect(toDecisionInput('go', form, context)).toEqual({
    outcome: 'go',
    openItems: [
      {
        item: 'a',
        owner: 'user:default/ada',
        dueAt: '2026-12-15T23:59:59.000Z',
      },
      {
        item: 'b',
        owner: 'group:default/sre',
        dueAt: '2026-12-15T23:59:59.000Z',
      },
    ],
  });
});

it('takes what holds for all again where an item’s own was taken out', () => {
  const all = { owner: 'ada', due: '2026-12-15' };
  const form = withAssignment({ ...EMPTY, all }, 'a', { owner: ' ', due: '' });
  expect(assignmentOf(form, 'a')).toEqual(all);
});

it.each([
  ['GO with an item that nobody sees to', 'go', EMPTY],
  [
    'GO with a day that is over',
    'go',
    { ...EMPTY, all: { owner: 'ada', due: '2026-11-01' } },
  ],
  ['NO-GO without a reason', 'no-go', { ...EMPTY, reason: '  ' }],
  [
    'an exception without a reason',
    'exception',
    { ...EMPTY, all: { owner: 'ada', due: '2026-12-15' } },
  ],
  [
    'an exception with an item that nobody sees to',
    'exception',
    { ...EMPTY, reason: 'Contract' },
  ],
] as const)('sends nothing: %s', (_, outcome, form) => {
  expect(toDecisionInput(outcome, form, context)).toBeUndefined();
});

it.each([
  ['go', EMPTY, [], { outcome: 'go', openItems: [] }],
  [
    'no-go',
    { ...EMPTY, reason: ' Load test ' },
    toAssign,
    { outcome: 'no-go', reason: 'Load test' },
  ],
] as const)('sends %s with what it needs', (outcome, form, items, expected) => {
  expect(
    toDecisionInput(outcome, form, { toAssign: [...items], now: NOW }),
  ).toEqual(expected);
});
