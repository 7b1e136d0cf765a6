import type {
  EntityResult,
  ItemResult,
  MemberShare,
  Status,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  categoriesOfMember,
  itemsOfMember,
  unknownsOfMember,
} from './memberItems';

const API = 'component:default/api';
const WEB = 'component:default/web';

function result(
  entityRef: string,
  status: Status,
  extra: Partial<EntityResult> = {},
): EntityResult {
  return {
    entityRef,
    status,
    rawStatus: status,
    strength: 'measured',
    leaves: [],
    ...extra,
  };
}

function item(
  id: string,
  category: string,
  criteria: EntityResult[][],
): ItemResult {
  return {
    id,
    title: id,
    category,
    section: 's',
    critical: false,
    role: 'owner',
    status: 'fail',
    rawStatus: 'fail',
    criteria: criteria.map((entities, index) => ({
      id: `${id}/${index}`,
      text: id,
      status: 'fail',
      rawStatus: 'fail',
      decides: false,
      entities,
    })),
  };
}

function shareOf(items: Record<string, Status>): MemberShare {
  return {
    entityRef: API,
    targets: ['api'],
    holdsBack: 'no',
    through: [],
    items,
    passed: 0,
    applicable: 0,
  };
}

const ITEMS = [
  item('a.one', 'a', [
    [result(API, 'pass'), result(WEB, 'fail')],
    [result(API, 'waived', { rawStatus: 'fail' })],
    [result(WEB, 'fail')],
  ]),
  item('a.two', 'a', [
    [
      result(API, 'unknown', {
        cause: 'not-connected',
        who: 'platform-team',
        collector: 'render',
      }),
    ],
    [
      result(API, 'unknown', {
        cause: 'waiting-for-person',
        who: 'security',
        collector: 'doc',
      }),
    ],
  ]),
  item('b.web', 'b', [[result(WEB, 'fail')]]),
];

describe("a member's share", () => {
  const items = itemsOfMember(
    ITEMS,
    shareOf({ 'a.one': 'waived', 'a.two': 'unknown' }),
  );

  it('holds the items that apply to it, with its own results only', () => {
    expect(
      items.map(({ id, status, rawStatus, criteria }) => ({
        id,
        status,
        rawStatus,
        criteria: criteria.map(each => [each.id, each.status]),
        entities: [
          ...new Set(
            criteria.flatMap(each => each.entities.map(e => e.entityRef)),
          ),
        ],
      })),
    ).toEqual([
      {
        id: 'a.one',
        status: 'waived',
        rawStatus: 'fail',
        criteria: [
          ['a.one/0', 'pass'],
          ['a.one/1', 'waived'],
        ],
        entities: [API],
      },
      {
        id: 'a.two',
        status: 'unknown',
        rawStatus: 'unknown',
        criteria: [
          ['a.two/0', 'unknown'],
          ['a.two/1', 'unknown'],
        ],
        entities: [API],
      },
    ]);
  });

  it('counts per category what applies, and leaves out the others', () => {
    expect(
      categoriesOfMember(items, [
        { id: 'a', title: 'A' },
        { id: 'b', title: 'B' },
      ]),
    ).toEqual([
      { id: 'a', title: 'A', passed: 0, applicable: 2, failed: 0, unknown: 1 },
    ]);
  });

  it('groups what is not verified by cause, source and who ends it', () => {
    expect(unknownsOfMember(items)).toEqual([
      {
        cause: 'not-connected',
        who: 'platform-team',
        source: 'render',
        items: ['a.two'],
        count: 1,
      },
      {
        cause: 'waiting-for-person',
        who: 'security',
        items: ['a.two'],
        count: 1,
      },
    ]);
  });
});
