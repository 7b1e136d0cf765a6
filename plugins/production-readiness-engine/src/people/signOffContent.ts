import type {
  Attestation,
  Pinned,
  Waiver,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { canonicalJson } from '../checklist/digest';
import { compareText } from '../evaluate/causes';
import type { EvaluateInput } from '../evaluate/input';
import { judgeAll } from '../evaluate/judgeAll';
import { World } from '../evaluate/world';
import { Concerns } from './concerns';
import { Units } from './units';
import type { Standing, Unit } from './units';

/** What a sign-off rests on in one place. @public */
export interface SignOffStanding {
  /** Names the place; the same in every evaluation by one checklist version. */
  key: string;
  /** What is said of it in a sentence: title of the row, text of the criterion, whose it is. */
  row: string;
  trigger: boolean;
  criterion?: string;
  entityRef?: string;
  /** Whichever way round it is asked: a trigger that is clear is `well`. */
  standing: Standing;
}

/** What people stated, without when, and by whom of the role. @public */
export interface SignOffStatement
  extends Pick<
    Attestation,
    'about' | 'entityRef' | 'role' | 'statement' | 'note' | 'link' | 'boundTo'
  > {
  /** What it is about, for people. */
  title: string;
}

/** An exception, without its end. @public */
export interface SignOffWaiver
  extends Pick<
    Waiver,
    'about' | 'entityRef' | 'reason' | 'requestedBy' | 'approvedBy'
  > {
  title: string;
}

/**
 * What the sign-off of a role covers (semantics 6.3): no times and no raw values,
 * so that evaluating the same anew yields the same content, and `digestOf` it
 * the same digest.
 *
 * @public
 */
export interface SignOffContent {
  role: string;
  checklist: { id: string; version: string; digest: string };
  pinned: Pinned;
  /** Ids of the rows that concern the role, in their order. */
  rows: string[];
  standings: SignOffStanding[];
  statements: SignOffStatement[];
  waivers: SignOffWaiver[];
}

/**
 * What the sign-off of each role that signs covers now. A verdict needs some
 * things by themselves, criteria on entities and parts of rows; of these a role
 * covers those that it states or that are its own, and the role that decides
 * also what is no signing role's. Alternatives are covered as one: that one of
 * them fails while another holds changes nothing.
 *
 * @public
 */
export function signOffContents({
  input,
  pinned,
}: {
  input: EvaluateInput;
  /** What the review has pinned. */
  pinned: Pinned;
}): Record<string, SignOffContent> {
  const world = new World(input);
  return world.within(() => {
    const concerns = new Concerns(world);
    const units = new Units(world, concerns);
    for (const row of judgeAll(world).rows) units.addRow(row);
    const found = units.list();
    return Object.fromEntries(
      world.checklist.review.signOffs.map(role => [
        role,
        contentOf(role, { world, concerns, pinned, units: found }),
      ]),
    );
  });
}

function contentOf(
  role: string,
  {
    world,
    concerns,
    pinned,
    units,
  }: {
    world: World;
    concerns: Concerns;
    pinned: Pinned;
    units: readonly Unit[];
  },
): SignOffContent {
  const { checklist } = world;
  const { critical, go, noGo } = checklist;
  const own = units.filter(unit => concerns.covers(role, unit.roles));
  const titles = titlesOf(world);
  const triggers = new Set(noGo.map(({ id }) => id));
  return {
    role,
    checklist: {
      id: checklist.id,
      version: checklist.version,
      digest: world.input.checklist.digest,
    },
    pinned,
    rows: [...critical, ...go, ...noGo]
      .map(({ id }) => id)
      .filter(id => own.some(unit => unit.rows.includes(id))),
    standings: sorted(
      own.map(({ key, rows: [row], criterion, entityRef, standing }) => ({
        key,
        row: titles.get(row) ?? row,
        trigger: triggers.has(row),
        ...(criterion !== undefined && { criterion }),
        ...(entityRef !== undefined && { entityRef }),
        standing,
      })),
    ),
    statements: sorted(
      own
        .flatMap(unit => unit.statements)
        .filter(said => concerns.covers(role, [said.role]))
        .map(said => statementOf(said, titles)),
    ),
    waivers: sorted(
      world.statements
        .waivers()
        .filter(({ about }) => concerns.covers(role, concerns.ofId(about)))
        .map(waiver => waiverOf(waiver, titles)),
    ),
  };
}

function statementOf(
  { about, entityRef, role, statement, note, link, boundTo }: Attestation,
  titles: ReadonlyMap<string, string>,
): SignOffStatement {
  return {
    about,
    entityRef,
    role,
    title: titles.get(about) ?? about,
    statement,
    ...(note !== undefined && { note }),
    ...(link !== undefined && { link }),
    ...(boundTo && { boundTo: { fact: boundTo.fact, hash: boundTo.hash } }),
  };
}

function waiverOf(
  { about, entityRef, reason, requestedBy, approvedBy }: Waiver,
  titles: ReadonlyMap<string, string>,
): SignOffWaiver {
  return {
    about,
    ...(entityRef !== undefined && { entityRef }),
    title: titles.get(about) ?? about,
    reason,
    requestedBy,
    approvedBy,
  };
}

/** Each once, in an order of its own: content must not hang on the order of inputs. */
function sorted<T>(list: readonly T[]): T[] {
  const byText = new Map(list.map(entry => [canonicalJson(entry), entry]));
  return [...byText]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, entry]) => entry);
}

/** What items, criteria, rows and documents are called. */
function titlesOf({ checklist }: World): Map<string, string> {
  const { items, critical, go, noGo, documents } = checklist;
  return new Map([
    ...items.flatMap(({ id, title, criteria }): [string, string][] => [
      [id, title],
      ...criteria.map((one): [string, string] => [one.id, one.text]),
    ]),
    ...[...critical, ...go, ...noGo].map(({ id, title }): [string, string] => [
      id,
      title,
    ]),
    ...Object.entries(documents).map(([key, { title }]): [string, string] => [
      `document:${key}`,
      title,
    ]),
  ]);
}
