import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  AttestationInput,
  AttestationsGiven,
  AttestationTask,
  AttestationView,
  Evaluated,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  attestables,
  boundToEach,
  durationMs,
  type Attestable,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { ChecklistService, LoadedChecklist } from '../../checklists/types';
import type { RoleResolver } from '../../people/RoleResolver';
import { scopeOf } from '../../people/scopes';
import { requireChecklist } from '../../runs/requireChecklist';
import type { RunService } from '../../runs/types';
import {
  attestationState,
  type NewAttestation,
  type StoredAttestation,
} from '../../store/peopleTypes';
import type {
  EvaluationInputSource,
  Store,
  SubjectKey,
} from '../../store/types';
import type { FoundScorecard } from '../../views/findScorecard';
import { may, NO_USER } from '../actor';
import { readStoredInput, type StoredInput } from '../storedInput';
import { attestTasks, placesOf, toAttestationView } from './attestTasks';

/** Takes in what people state, and says what they are asked. */
export class AttestationService {
  constructor(
    private readonly options: {
      store: Store;
      checklists: ChecklistService;
      inputs: EvaluationInputSource;
      roles: RoleResolver;
      runs: Pick<RunService, 'evaluateNow'>;
      /** When the launch that is under way was recorded; null: none is. */
      launchedAt: (key: SubjectKey) => Promise<string | null>;
      now: () => Date;
    },
  ) {}

  /** What people are asked of a launch unit, or of one member; what is waited for first. */
  async tasks(
    found: FoundScorecard,
    user: string | undefined,
  ): Promise<AttestationTask[]> {
    const { store, roles } = this.options;
    const checklist = await this.checklistOf(found.key);
    const stored = await this.read(found.key, checklist);
    if (!stored) return [];
    const { members, input } = stored;
    const now = this.options.now();
    const [projection, newest, launchedAt] = await Promise.all([
      store.scorecards.get(found.key),
      store.attestations.listNewest(
        found.key.checklistId,
        members.map(({ entityRef }) => entityRef),
      ),
      this.options.launchedAt(found.key),
    ]);
    const tasks = attestTasks({
      checklist: checklist.compiled,
      input,
      members,
      document:
        projection?.digest === checklist.digest
          ? projection.document
          : undefined,
      newest,
      launched: launchedAt !== null,
      now,
    });
    return Promise.all(
      tasks
        .filter(
          ({ entityRef }) =>
            !found.aliases.has(entityRef) &&
            (found.isSubject || entityRef === found.entityRef),
        )
        .map(async task => ({
          ...task,
          may: may(
            user === undefined
              ? NO_USER
              : await roles.whyNot(
                  user,
                  roleOf(checklist, task.role),
                  scopeOf(members, task.entityRef),
                ),
          ),
        })),
    );
  }

  /**
   * Stores all or none, and has them judged before it answers. Throws InputError
   * for what nobody states like this, NotAllowedError without the role, and
   * ConflictError where what a statement is bound to is not known now.
   */
  async give(
    found: FoundScorecard,
    user: string,
    statements: AttestationInput[],
  ): Promise<AttestationsGiven> {
    const { store, runs } = this.options;
    const checklist = await this.checklistOf(found.key);
    const stored = await this.read(found.key, checklist);
    if (!stored) {
      throw new ConflictError(
        `${found.key.subjectRef} was never checked: run its checks first`,
      );
    }
    const now = this.options.now();
    const bound = boundToEach(stored.input, statements);
    const attested: NewAttestation[] = [];
    for (const [index, statement] of statements.entries()) {
      attested.push(
        await this.toAttestation(statement, {
          found,
          user,
          checklist,
          stored,
          bound: bound[index],
          now,
        }),
      );
    }
    assertEachOnce(attested);
    const given = await store.attestations.add(attested, now);
    return {
      attestations: given.map(each => toAttestationView(each, now)),
      ...(await runs.evaluateNow(found.key)),
    };
  }

  /** Throws NotFoundError, NotAllowedError unless it is their own or they hold its role. */
  async withdraw(
    attestation: StoredAttestation,
    act: { user: string; reason: string; found: FoundScorecard },
  ): Promise<Evaluated & { attestation: AttestationView }> {
    const { store, roles, runs, now } = this.options;
    const { user, reason, found } = act;
    const checklist = await this.checklistOf(found.key);
    if (attestation.by !== user) {
      await roles.require(
        user,
        roleOf(checklist, attestation.role),
        scopeOf(found.members, attestation.entityRef),
      );
    }
    const at = now();
    const withdrawn = await store.attestations.withdraw(attestation.id, {
      by: user,
      reason,
      now: at,
    });
    return {
      attestation: toAttestationView(withdrawn, at),
      ...(await runs.evaluateNow(found.key)),
    };
  }

  private async toAttestation(
    given: AttestationInput,
    context: {
      found: FoundScorecard;
      user: string;
      checklist: LoadedChecklist;
      stored: StoredInput;
      bound: ReturnType<typeof boundToEach>[number];
      now: Date;
    },
  ): Promise<NewAttestation> {
    const { found, user, checklist, stored, bound, now } = context;
    const attestable = await this.requireAttestable(given, context);
    const { about, entityRef, role, statement } = given;
    await this.options.roles.require(
      user,
      roleOf(checklist, role),
      scopeOf(stored.members, entityRef),
    );
    const renewed = await this.renewedBy(given, found.key);
    const note = given.note ?? renewed?.note;
    const link = given.link ?? renewed?.link;
    assertLink(link, about);
    // One about a document counts unbound where it cannot be read.
    const isBound = bound !== undefined && statement !== 'not-in-use';
    if (isBound && 'unknown' in bound && attestable.document === undefined) {
      throw new ConflictError(
        `'${attestable.title}' is stated of ${bound.what}, which is not known now: ${bound.unknown}`,
      );
    }
    return {
      checklistId: found.key.checklistId,
      subjectRef: found.key.subjectRef,
      entityRef,
      about,
      role,
      statement,
      by: user,
      expiresAt: new Date(
        now.getTime() + lastsMs(given, attestable),
      ).toISOString(),
      ...(isBound && 'hash' in bound
        ? { boundTo: { fact: bound.fact, hash: bound.hash } }
        : {}),
      ...(note === undefined ? {} : { note }),
      ...(link === undefined ? {} : { link }),
      ...(renewed ? { renews: renewed.id } : {}),
    };
  }

  private async requireAttestable(
    { about, entityRef, role, statement }: AttestationInput,
    context: {
      found: FoundScorecard;
      checklist: LoadedChecklist;
      stored: StoredInput;
    },
  ): Promise<Attestable> {
    const { found, checklist, stored } = context;
    const all = attestables(checklist.compiled).filter(
      each => each.about === about,
    );
    const isCondition = statement === 'not-in-use';
    const fitting = all.filter(
      ({ kind }) => (kind === 'condition') === isCondition,
    );
    if (fitting.length === 0) {
      throw new InputError(
        isCondition
          ? `'${about}' has no condition that 'not-in-use' could settle`
          : `Nobody is asked to state '${about}': the checklist verifies it otherwise`,
      );
    }
    const attestable = fitting.find(each => each.role === role);
    if (!attestable) {
      throw new InputError(
        `'${about}' is not stated by ${role}, but by ${fitting
          .map(each => each.role)
          .join(' or ')}`,
      );
    }
    const places = placesOf(attestable, stored.members).map(
      member => member.entityRef,
    );
    if (!places.includes(entityRef) || found.aliases.has(entityRef)) {
      throw new InputError(
        `'${about}' is not stated of ${entityRef}: name one of ${places
          .filter(ref => !found.aliases.has(ref))
          .join(', ')}`,
      );
    }
    if (
      attestable.kind === 'post-launch' &&
      (await this.options.launchedAt(found.key)) === null
    ) {
      throw new ConflictError(
        `'${attestable.title}' is stated after the launch, and none is recorded`,
      );
    }
    return attestable;
  }

  /** What is said again: of the same role about the same. */
  private async renewedBy(
    { renews, about, entityRef, role, statement }: AttestationInput,
    { checklistId }: SubjectKey,
  ): Promise<StoredAttestation | undefined> {
    if (renews === undefined) return undefined;
    const former = await this.options.store.attestations.get(renews);
    if (!former) throw new NotFoundError(`There is no attestation '${renews}'`);
    const isSame =
      former.checklistId === checklistId &&
      former.about === about &&
      former.entityRef === entityRef &&
      former.role === role &&
      former.statement === statement;
    if (!isSame) {
      throw new InputError(
        `Attestation '${renews}' says something else: state '${about}' anew instead of renewing it`,
      );
    }
    const state = attestationState(former, this.options.now());
    if (state === 'withdrawn' || state === 'superseded') {
      throw new ConflictError(
        `Attestation '${renews}' was ${state}: state '${about}' anew`,
      );
    }
    return former;
  }

  private checklistOf(key: SubjectKey): Promise<LoadedChecklist> {
    return requireChecklist(this.options.checklists, key.checklistId);
  }

  private read(
    key: SubjectKey,
    checklist: LoadedChecklist,
  ): Promise<StoredInput | undefined> {
    const { store, inputs, now } = this.options;
    return readStoredInput(key, { store, inputs, checklist, now: now() });
  }
}

function roleOf({ checklist }: LoadedChecklist, id: string) {
  return { id, title: checklist.roles[id]?.title ?? id };
}

/** Milliseconds; never longer than the checklist says. */
function lastsMs({ validFor }: AttestationInput, attestable: Attestable) {
  const longest = durationMs(attestable.validFor)!;
  if (validFor === undefined) return longest;
  const wanted = durationMs(validFor);
  if (wanted === undefined || wanted <= 0) {
    throw new InputError(
      `'${validFor}' is no duration: write it like ${attestable.validFor}`,
    );
  }
  if (wanted > longest) {
    throw new InputError(
      `A statement about '${attestable.about}' counts ${attestable.validFor} at most`,
    );
  }
  return wanted;
}

function assertLink(link: string | undefined, about: string): void {
  if (link === undefined) return;
  if (URL.canParse(link) && new URL(link).protocol === 'https:') return;
  throw new InputError(
    `The link about '${about}' has to be a full https address`,
  );
}

function assertEachOnce(statements: NewAttestation[]): void {
  const seen = new Set<string>();
  for (const { about, entityRef, role } of statements) {
    const key = [about, entityRef, role].join('|');
    if (seen.has(key)) {
      throw new InputError(
        `'${about}' of ${entityRef} is stated twice by ${role}`,
      );
    }
    seen.add(key);
  }
}
