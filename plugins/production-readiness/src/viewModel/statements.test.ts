import type {
  AttestationTask,
  AttestationView,
  WaiverView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { task, attestation, waiver } from '../testing/statementsFixture';
import {
  groupTasks,
  isRenewable,
  isUsableLink,
  taskKey,
  tasksOn,
  toInputs,
  toRenewal,
  waiversOn,
} from './statements';

describe('tasks', () => {
  it.each<[AttestationTask['state'], string]>([
    ['missing', 'waiting'],
    ['expired', 'waiting'],
    ['lapsed', 'waiting'],
    ['expiring', 'ending'],
    ['current', 'standing'],
    ['not-wanted', 'rest'],
  ])('that are %s are %s', (state, group) => {
    const groups = groupTasks([task({ state })]);
    expect(
      Object.entries(groups)
        .filter(([, tasks]) => tasks.length > 0)
        .map(([name]) => name),
    ).toEqual([group]);
  });

  it('are told apart by what, whom, as whom and in which sense', () => {
    const keys = [
      task(),
      task({ about: 'other' }),
      task({ entityRef: 'component:default/b' }),
      task({ role: 'sre' }),
      task({ kind: 'condition' }),
    ].map(taskKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are found by their criterion and entity', () => {
    const tasks = [
      task(),
      task({ about: 'x/y' }),
      task({ entityRef: 'a:b/c' }),
    ];
    expect(
      tasksOn(tasks, {
        about: tasks[0].about,
        entityRef: tasks[0].entityRef,
      }),
    ).toEqual([tasks[0]]);
  });

  it.each<[string, Partial<AttestationTask>, boolean]>([
    ['ends soon', { state: 'expiring' }, true],
    ['has expired', { state: 'expired' }, true],
    ['has lapsed', { state: 'lapsed' }, true],
    ['stands for long', { state: 'current' }, false],
    ['is another role’s', { may: { allowed: false, why: 'no' } }, false],
    ['was never given', { newest: undefined }, false],
    ['was withdrawn', { newest: attestation({ state: 'withdrawn' }) }, false],
    [
      'was that it is not met',
      { newest: attestation({ statement: 'not-met' }) },
      false,
    ],
  ])('of which the statement %s', (_, changes, expected) => {
    expect(
      isRenewable(
        task({ state: 'expiring', newest: attestation(), ...changes }),
      ),
    ).toBe(expected);
  });
});

describe('a form', () => {
  it.each<[AttestationTask['kind'], boolean, AttestationView['statement']]>([
    ['criterion', true, 'met'],
    ['criterion', false, 'not-met'],
    ['condition', true, 'not-in-use'],
  ])('says of a %s, met: %s, that it is %s', (kind, met, statement) => {
    const [input] = toInputs([task({ kind })], { met, note: ' n ', link: '' });
    expect(input).toEqual({
      about: 'c.item/x',
      entityRef: 'system:default/kamiyo',
      role: 'security',
      statement,
      note: 'n',
    });
  });

  it('says again what was said', () => {
    expect(toRenewal(task({ newest: attestation() }))).toMatchObject({
      statement: 'met',
      renews: 'attestation-1',
    });
    expect(toRenewal(task())).toBeUndefined();
  });

  it.each([
    ['', true],
    ['https://example.com/x', true],
    ['http://example.com/x', false],
    ['ftp://example.com/x', false],
    ['example.com', false],
  ])('takes %p as a link: %s', (link, usable) => {
    expect(isUsableLink(link)).toBe(usable);
  });
});

it('shows of waivers those first that something is to be done about', () => {
  const states: WaiverView['state'][] = ['revoked', 'approved', 'requested'];
  const waivers = states.map(state => waiver({ state, id: state }));
  expect(
    waiversOn([...waivers, waiver({ about: 'other' })], ['c.item']).map(
      each => each.id,
    ),
  ).toEqual(['requested', 'approved', 'revoked']);
});
