import type { ScorecardDocument } from '@production-readiness/backstage-plugin-production-readiness-common';
import { blockersOf } from '../gate/blockers';
import { isEnforced } from '../gate/enforcement';
import { sharesOf } from '../gate/members';
import { pathToGo } from '../gate/pathToGo';
import type { ProvenRow } from '../gate/rows';
import { groupUnknowns } from '../gate/unknownBy';
import { decideVerdict } from '../gate/verdict';
import { levelOf } from '../score/level';
import { scoreOf } from '../score/score';
import { compareText } from './causes';
import type { EvaluateInput, Evaluation } from './input';
import { judgeAll } from './judgeAll';
import { World } from './world';

/**
 * Judges a subject by a checklist. Pure: the same input has the same answer,
 * whatever the order of what it lists. Throws nothing for data that is missing
 * or odd: what cannot be known is unknown, with its cause.
 *
 * @public
 */
export function evaluate(input: EvaluateInput): Evaluation {
  const world = new World(input);
  return world.within(() => judge(world));
}

function judge(world: World): Evaluation {
  const { input, checklist } = world;
  const { items: judged, critical, go, noGo, rows } = judgeAll(world);
  const items = judged.map(({ result }) => result);
  const onEntities = new Map(
    judged.map(({ result, onEntities: found }) => [result.id, found]),
  );

  const score = scoreOf(items);
  const document: ScorecardDocument = {
    subjectRef: input.subject.ref,
    checklist: {
      id: checklist.id,
      version: checklist.version,
      digest: input.checklist.digest,
      title: checklist.title,
    },
    score,
    level: levelOf(checklist.levels, score),
    verdict: decideVerdict({
      for: truthsOf([...critical, ...go]),
      against: truthsOf(noGo),
    }),
    enforced: isEnforced(checklist, rows, date =>
      world.statements.lasts(Date.parse(date)),
    ),
    items,
    critical: critical.map(({ row }) => row),
    go: go.map(({ row }) => row),
    noGo: noGo.map(({ row }) => row),
    blockers: blockersOf(rows),
    unknownBy: groupUnknowns(
      judged.flatMap(item => item.onEntities),
      rows,
    ),
    members: sharesOf(world, items, rows),
    path: pathToGo(rows, items, item => onEntities.get(item) ?? []),
    targets: Object.fromEntries(
      [...world.inTarget].map(([target, entities]) => [
        target,
        entities.map(entity => entity.input.ref),
      ]),
    ),
    warnings: [...world.warnings].sort(compareText),
  };
  return {
    document,
    validUntil: world.validUntil,
    conditions: [...world.conditionsNow].sort(compareText),
  };
}

function truthsOf(rows: readonly ProvenRow[]) {
  return rows.map(({ row }) => row.truth);
}
