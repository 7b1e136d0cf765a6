import type {
  CriterionView,
  EntityResultView,
  ItemView,
  LeafView,
  Status,
  Truth,
  UnknownCause,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** Everything in the fixtures was checked three minutes before this moment. */
export const NOW = Date.parse('2026-11-22T12:00:00Z');
export const CHECKED_AT = '2026-11-22T11:57:00Z';

const TRUTHS: Record<Status, Truth> = {
  pass: 'true',
  fail: 'false',
  unknown: 'unknown',
  waived: 'false',
  'not-applicable': 'not-applicable',
};

const ORDER: Status[] = ['fail', 'unknown', 'waived', 'pass'];

/** Worst first; not-applicable only where nothing else is. */
export function worst(statuses: Status[]): Status {
  return ORDER.find(each => statuses.includes(each)) ?? 'not-applicable';
}

export interface ResultSpec extends Partial<EntityResultView> {
  entityRef: string;
  status: Status;
  cause?: UnknownCause;
  leaf?: Partial<LeafView>;
}

/** A criterion's result on one entity with one leaf that counts; `leaves` replaces it. */
export function result(spec: ResultSpec): EntityResultView {
  const { leaf, ...rest } = spec;
  const strength = rest.strength ?? 'measured';
  return {
    rawStatus: rest.status,
    strength,
    checkedAt: rest.status === 'unknown' ? null : CHECKED_AT,
    leaves: [
      {
        kind: 'check',
        truth: TRUTHS[rest.status],
        counted: true,
        strength,
        collector: rest.collector,
        cause: rest.cause,
        who: rest.who,
        ...leaf,
      },
    ],
    ...rest,
  };
}

export interface CriterionSpec
  extends Partial<Omit<CriterionView, 'entities'>> {
  id: string;
  text: string;
  results: ResultSpec[];
}

export function criterion(spec: CriterionSpec): CriterionView {
  const { results, ...rest } = spec;
  const entities = results.map(result);
  const status = worst(entities.map(each => each.status));
  return {
    status,
    rawStatus: worst(entities.map(each => each.rawStatus)),
    decides: false,
    strength: entities[0]?.strength ?? 'measured',
    role: 'owner',
    entities,
    ...rest,
  };
}

export interface ItemSpec extends Partial<Omit<ItemView, 'criteria'>> {
  id: string;
  title: string;
  criteria: CriterionView[];
}

export function item(spec: ItemSpec): ItemView {
  const status = worst(spec.criteria.map(each => each.status));
  return {
    category: spec.id.split('.')[0],
    section: 'General',
    critical: false,
    role: 'owner',
    status,
    rawStatus: worst(spec.criteria.map(each => each.rawStatus)),
    why: `Without it nobody can rely on: ${spec.title.toLowerCase()}.`,
    fix: `See to it: ${spec.title.toLowerCase()}.`,
    links: [],
    ...spec,
  };
}
