import type {
  CommandView,
  ContactView,
  GateRow,
  GateView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { LoadedChecklist } from '../checklists/types';
import type { ConnectedCollectors } from './commands';
import { hideEntities } from './hideEntities';
import { levelOfRow, scoreOfRow } from './score';
import { roleTitles, warningsOf, type ScorecardParts } from './scorecardView';
import { stepsOf } from './steps';
import { sourceViews } from './sourceViews';

/** The gate of the launch unit; a member also gets its share of it. */
export function toGateView(
  parts: ScorecardParts,
  shown: {
    contacts: ContactView[];
    commands: CommandView[];
    collectors: ConnectedCollectors;
  },
): GateView {
  const { found } = parts;
  const { contacts, commands, collectors } = shown;
  const { checklist } = parts.loaded;
  const { row } = found;
  const document =
    parts.document && hideEntities(parts.document, found.aliases);
  const share = found.isSubject
    ? undefined
    : document?.members.find(each => each.entityRef === found.entityRef);
  const rows = {
    critical: document?.critical ?? [],
    go: document?.go ?? [],
    noGo: document?.noGo ?? [],
  };
  const blockers = document?.blockers ?? [];
  const path = document?.path ?? {
    musts: [],
    anyOf: { needed: 0, items: [] },
  };
  return {
    entityRef: found.entityRef,
    subjectRef: found.key.subjectRef,
    isSubject: found.isSubject,
    checklist: {
      id: checklist.id,
      version: checklist.version,
      title: checklist.title,
    },
    evaluatedAt: row.evaluatedAt,
    verdict: document ? document.verdict : row.verdict,
    enforced: document ? document.enforced : row.enforced,
    score: document?.score ?? scoreOfRow(row),
    level: document ? document.level : levelOfRow(row),
    ...(share ? { holdsBack: share.holdsBack, share } : {}),
    ...rows,
    blockers,
    unknownBy: document?.unknownBy ?? [],
    path,
    titles: titlesOf(parts.loaded, [
      ...refsOfRows([...rows.critical, ...rows.go, ...rows.noGo]),
      ...blockers.flatMap(blocker => blocker.items),
      ...path.musts,
      ...path.anyOf.items,
      ...(document?.unknownBy ?? []).flatMap(group => group.items),
    ]),
    steps: document ? stepsOf(document, checklist) : {},
    contacts,
    commands,
    postLaunch: checklist.postLaunch.map(({ id, title, duration, checks }) => ({
      id,
      title,
      duration,
      checks: checks.map(check => ({
        id: check.id,
        title: check.title,
        role: check.role,
      })),
    })),
    roles: roleTitles(checklist),
    sources: sourceViews(checklist, collectors),
    ...warningsOf(parts, document),
  };
}

function refsOfRows(rows: GateRow[]): string[] {
  return rows.flatMap(row =>
    row.leaves.flatMap(leaf => (leaf.ref === undefined ? [] : [leaf.ref])),
  );
}

/** Titles of items and texts of criteria, of those that are named. */
function titlesOf(
  { checklist }: LoadedChecklist,
  ids: string[],
): Record<string, string> {
  const named = new Set(ids);
  return Object.fromEntries(
    checklist.items
      .flatMap(item => [
        [item.id, item.title],
        ...item.criteria.map(criterion => [criterion.id, criterion.text]),
      ])
      .filter(([id]) => named.has(id)),
  );
}
