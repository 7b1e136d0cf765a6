import type {
  CommandView,
  JsonValue,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  liveValues,
  type CommandValue,
  type EntityInput,
  type NotConnected,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import { z } from 'zod';
import type { MemberRow, StoredFact } from '../store/types';
import { WITHHELD } from './hideEntities';
import type { ScorecardParts } from './scorecardView';

/** Which collectors this backend has. */
export interface ConnectedCollectors {
  get(id: string): { title: string } | undefined;
}

/**
 * The quick verification commands, each with what the stored facts answer: on
 * a member's page those of that member, else of the first of the target. What
 * the reader may not see is not read.
 */
export function commandViews(
  parts: ScorecardParts,
  collectors: ConnectedCollectors,
): CommandView[] {
  const { found, loaded } = parts;
  const facts = parts.facts.filter(fact => !found.aliases.has(fact.entityRef));
  const results = liveResults(parts, { facts, collectors });
  return loaded.checklist.commands.map(definition => {
    const result = results.get(definition.id);
    const entityRef = result?.entityRef ?? null;
    const read = facts.filter(
      fact =>
        fact.entityRef === entityRef &&
        fact.collector === definition.collector &&
        definition.result.includes(fact.fact),
    );
    const silent = read.map(fact => silence(fact.value)).find(Boolean);
    const live =
      (silent && { unknown: silent }) ||
      (entityRef === null && withheld(definition.for, parts)) ||
      (result?.live ?? { unknown: 'the checks never ran' });
    return {
      id: definition.id,
      title: definition.title,
      command: definition.command,
      entityRef,
      result: 'value' in live ? live.value : null,
      ...('unknown' in live ? { unknown: live.unknown } : {}),
      checkedAt: newest(read.map(fact => fact.collectedAt)),
    };
  });
}

/** What the commands answer by id, of a member's page the member's own first. */
function liveResults(
  parts: ScorecardParts,
  context: { facts: StoredFact[]; collectors: ConnectedCollectors },
): Map<string, CommandValue> {
  const { found, loaded, now } = parts;
  const subject = found.members.find(member => member.isSubject);
  if (!subject) return new Map();
  const seen = found.members.filter(
    ({ isSubject, entityRef }) => !isSubject && !found.aliases.has(entityRef),
  );
  const answersOf = (members: MemberRow[]) =>
    liveValues({
      checklist: loaded.compiled,
      now: now.getTime(),
      subject: toInput(subject),
      members: members.map(toInput),
      facts: context.facts,
      attestations: [],
      waivers: [],
      notConnected: notConnected(parts, context.collectors),
      conditions: [],
    });
  const own = found.isSubject
    ? []
    : answersOf(
        seen.filter(({ entityRef }) => entityRef === found.entityRef),
      ).filter(({ entityRef }) => entityRef !== null);
  return new Map([...answersOf(seen), ...own].map(each => [each.id, each]));
}

/** Why nobody answers for a target that has only entities that are not shown. */
function withheld(
  target: string,
  { found }: ScorecardParts,
): { unknown: string } | undefined {
  const isHidden = found.members.some(
    ({ targets, entityRef }) =>
      targets.includes(target) && found.aliases.has(entityRef),
  );
  return isHidden ? { unknown: WITHHELD } : undefined;
}

function toInput(member: MemberRow): EntityInput {
  const { entityRef, kind, name, type, annotations } = member;
  return { ref: entityRef, kind, name, type, annotations };
}

function notConnected(
  { loaded: { checklist } }: ScorecardParts,
  collectors: ConnectedCollectors,
): NotConnected[] {
  return (
    [...new Set(checklist.collect.map(fact => fact.collector))]
      .filter(id => collectors.get(id) === undefined)
      // The engine names the source and says that it is not configured.
      .map(source => ({ source, message: '' }))
  );
}

/** Said in place of a value that a thing which does not answer cannot give (semantics 2.3). */
export function silence(value: JsonValue | undefined): string | undefined {
  const said = z
    .object({ reachable: z.literal(false), failingSince: z.string().nullish() })
    .safeParse(value);
  if (!said.success) return undefined;
  const { failingSince } = said.data;
  return failingSince
    ? `does not answer since ${failingSince.slice(0, 16).replace('T', ' ')} UTC`
    : 'does not answer';
}

function newest(times: string[]): string | null {
  return times.sort().at(-1) ?? null;
}
