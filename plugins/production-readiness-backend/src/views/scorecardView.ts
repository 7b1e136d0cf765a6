import type {
  Checklist,
  Criterion,
  CriterionResult,
  CriterionView,
  Item,
  ItemResult,
  ItemView,
  MemberShare,
  RunView,
  ScorecardDocument,
  ScorecardView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { LoadedChecklist } from '../checklists/types';
import type { StoredFact, SubjectRow } from '../store/types';
import { indexFacts, type FactIndex } from './factViews';
import type { FoundScorecard } from './findScorecard';
import { hideEntities, hideProblems } from './hideEntities';
import {
  categoriesOfMember,
  itemsOfMember,
  unknownsOfMember,
} from './memberItems';
import { levelOfRow, scoreOfRow } from './score';
import type { ConnectedCollectors } from './commands';
import { sourceViews } from './sourceViews';

/** Everything that an answer about one scorecard is put together from. */
export interface ScorecardParts {
  found: FoundScorecard;
  /** The version that the document was computed with; in force if there is none. */
  loaded: LoadedChecklist;
  subject: SubjectRow | undefined;
  /** Undefined: never run. */
  document: ScorecardDocument | undefined;
  facts: StoredFact[];
  run: RunView | undefined;
  /** Titles of the checklists that judge the entity. */
  titles: Record<string, string>;
  /** Why a newer version of the checklist is not in force. */
  brokenChecklist: string | undefined;
  now: Date;
}

/** The scorecard of a subject, or a member's share of it; `full`: each fact with its value. */
export function toScorecardView(
  parts: ScorecardParts,
  { collectors, full }: { collectors: ConnectedCollectors; full: boolean },
): ScorecardView {
  const { found, loaded, subject, titles, run } = parts;
  const { checklist } = loaded;
  const { row, aliases } = found;
  const document = parts.document && hideEntities(parts.document, aliases);
  const share = found.isSubject
    ? undefined
    : document?.members.find(each => each.entityRef === found.entityRef);
  const items = resultsShown(document, found, share);
  const facts = indexFacts({
    facts: parts.facts,
    aliases,
    full,
    now: parts.now,
  });
  const leaves = [
    ...items.flatMap(item =>
      item.criteria.flatMap(criterion =>
        criterion.entities.flatMap(result => result.leaves),
      ),
    ),
    ...(document?.noGo ?? []).flatMap(each => each.leaves),
    ...(document?.go ?? []).flatMap(each => each.leaves),
    ...(document?.critical ?? []).flatMap(each => each.leaves),
  ];
  return {
    entityRef: found.entityRef,
    subjectRef: found.key.subjectRef,
    isSubject: found.isSubject,
    checklist: {
      id: checklist.id,
      version: checklist.version,
      digest: loaded.digest,
      title: checklist.title,
      metadata: checklist.metadata,
    },
    available: found.all.map(({ checklistId, subjectRef }) => ({
      id: checklistId,
      title: titles[checklistId] ?? checklistId,
      subjectRef,
    })),
    state: document ? 'ready' : 'never-run',
    evaluatedAt: row.evaluatedAt,
    dueAt: subject?.dueAt ?? null,
    run: run ? hideProblems(run, aliases) : null,
    score: document?.score ?? scoreOfRow(row),
    level: document ? document.level : levelOfRow(row),
    verdict: document ? document.verdict : row.verdict,
    enforced: document ? document.enforced : row.enforced,
    ...(share ? { holdsBack: share.holdsBack, share } : {}),
    items: itemViews(items, { checklist, facts }),
    categories: share
      ? categoriesOfMember(items, checklist.categories)
      : row.categories,
    critical: document?.critical ?? [],
    go: document?.go ?? [],
    noGo: document?.noGo ?? [],
    blockers: document?.blockers ?? [],
    unknownBy: share ? unknownsOfMember(items) : document?.unknownBy ?? [],
    members: document?.members ?? [],
    path: document?.path ?? { musts: [], anyOf: { needed: 0, items: [] } },
    targets: document?.targets ?? {},
    sources: sourceViews(checklist, collectors),
    roles: roleTitles(checklist),
    ...warningsOf(parts, document),
    facts: facts.views(leaves),
  };
}

/** What is wrong with the checklist itself, the gravest first. */
export function warningsOf(
  {
    brokenChecklist,
    loaded,
  }: Pick<ScorecardParts, 'brokenChecklist' | 'loaded'>,
  document: ScorecardDocument | undefined,
): Pick<ScorecardView, 'brokenChecklist' | 'warnings'> {
  const broken = brokenChecklist === undefined ? {} : { brokenChecklist };
  return {
    ...broken,
    warnings: [
      ...Object.values(broken),
      ...(document?.warnings ?? []),
      ...loaded.findings
        .filter(finding => finding.level !== 'info')
        .map(finding => finding.message),
    ],
  };
}

export function roleTitles(checklist: Checklist): Record<string, string> {
  return Object.fromEntries(
    Object.entries(checklist.roles).map(([id, role]) => [id, role.title]),
  );
}

/** A member without a share is in no target: nothing applies to it. */
function resultsShown(
  document: ScorecardDocument | undefined,
  found: FoundScorecard,
  share: MemberShare | undefined,
): ItemResult[] {
  if (!document) return [];
  if (found.isSubject) return document.items;
  return share ? itemsOfMember(document.items, share) : [];
}

function itemViews(
  items: ItemResult[],
  context: { checklist: Checklist; facts: FactIndex },
): ItemView[] {
  const definitions = new Map(
    context.checklist.items.map(item => [item.id, item]),
  );
  return items.map(item => {
    const definition = definitions.get(item.id);
    const criteria = new Map(
      definition?.criteria.map(criterion => [criterion.id, criterion]),
    );
    return {
      ...item,
      why: definition?.why ?? '',
      fix: definition?.fix ?? '',
      links: definition?.links ?? [],
      criteria: item.criteria.map(criterion =>
        criterionView(criterion, {
          item,
          definition: criteria.get(criterion.id),
          inherited: definition,
          facts: context.facts,
        }),
      ),
    };
  });
}

function criterionView(
  criterion: CriterionResult,
  context: {
    item: ItemResult;
    definition: Criterion | undefined;
    inherited: Item | undefined;
    facts: FactIndex;
  },
): CriterionView {
  const { definition, inherited, facts, item } = context;
  return {
    ...criterion,
    entities: criterion.entities.map(result => ({
      ...result,
      leaves: result.leaves.map(leaf => facts.withValues(leaf)),
      checkedAt: facts.checkedAt(result.leaves),
    })),
    strength: definition?.strength ?? 'derived',
    ...ownText('why', definition, inherited),
    ...ownText('fix', definition, inherited),
    role: definition?.role ?? item.role,
    ...(definition?.when === undefined ? {} : { when: definition.when }),
  };
}

/** What a criterion shares with its item stands there, once. */
function ownText(
  field: 'why' | 'fix',
  criterion: Criterion | undefined,
  item: Item | undefined,
): Partial<Record<'why' | 'fix', string>> {
  const text = criterion?.[field];
  return text === undefined || text === item?.[field] ? {} : { [field]: text };
}
