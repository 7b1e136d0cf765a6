import { InputError, NotAllowedError } from '@backstage/errors';
import type {
  Evaluated,
  WaiverInput,
  WaiverView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { whyNotWaivable } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { ChecklistService, LoadedChecklist } from '../../checklists/types';
import type { RoleResolver, RoleScope } from '../../people/RoleResolver';
import { scopeOf } from '../../people/scopes';
import { requireChecklist } from '../../runs/requireChecklist';
import type { RunService } from '../../runs/types';
import { waiverState, type StoredWaiver } from '../../store/peopleTypes';
import type { MemberRow, Store } from '../../store/types';
import type { FoundScorecard } from '../../views/findScorecard';
import { may, NO_USER } from '../actor';

export interface SettleWaiver {
  state: 'approved' | 'refused' | 'revoked';
  note?: string;
}

/** Exceptions: asked for by one person, approved by another, ending by themselves. */
export class WaiverService {
  constructor(
    private readonly options: {
      store: Store;
      checklists: ChecklistService;
      roles: RoleResolver;
      runs: Pick<RunService, 'evaluateNow'>;
      /** Milliseconds that one may last. */
      maxDurationMs: number;
      now: () => Date;
    },
  ) {}

  /** Throws InputError for what may not be waived, NotAllowedError without a role in it. */
  async request(
    found: FoundScorecard,
    user: string,
    input: WaiverInput,
  ): Promise<WaiverView> {
    const { store, now } = this.options;
    const { key, members } = found;
    const checklist = await requireChecklist(
      this.options.checklists,
      key.checklistId,
    );
    const whyNot = whyNotWaivable(checklist.compiled, input.about);
    if (whyNot !== undefined) throw new InputError(whyNot);
    const entityRef = input.entityRef ?? null;
    assertMember(entityRef, found);
    const { role, title } = partOf(checklist, input.about);
    const scope = scopeOf(members, entityRef ?? undefined);
    await this.requireRequester(user, { checklist, role, scope });
    const at = now();
    const waiver = await store.waivers.add(
      {
        ...key,
        about: input.about,
        title,
        entityRef,
        reason: input.reason,
        role,
        requestedBy: user,
        expiresAt: this.endOf(input, at),
      },
      at,
    );
    return this.view(waiver, { user, members, checklist });
  }

  /** Throws NotAllowedError for who asked, or without the role; ConflictError in another state. */
  async settle(
    waiver: StoredWaiver,
    act: SettleWaiver & { user: string; found: FoundScorecard },
  ): Promise<WaiverView & Evaluated> {
    const { store, runs, now } = this.options;
    const { user, found, state } = act;
    const checklist = await requireChecklist(
      this.options.checklists,
      waiver.checklistId,
    );
    const whyNot = await this.whyNotSettle(waiver, {
      ...act,
      members: found.members,
      checklist,
    });
    if (whyNot !== undefined) throw new NotAllowedError(whyNot);
    const settled = await store.waivers.settle(waiver.id, {
      state,
      by: user,
      note: act.note ?? null,
      now: now(),
    });
    const evaluated = await runs.evaluateNow(found.key);
    return {
      ...(await this.view(settled, {
        user,
        members: found.members,
        checklist,
      })),
      ...evaluated,
    };
  }

  /** With what the reader may do about it, and why not. */
  async view(
    waiver: StoredWaiver,
    reader: {
      user: string | undefined;
      members: readonly MemberRow[];
      checklist: LoadedChecklist | undefined;
    },
  ): Promise<WaiverView> {
    const state = waiverState(waiver, this.options.now());
    const whyNot = async (act: SettleWaiver['state']) =>
      reader.user === undefined
        ? NO_USER
        : this.whyNotSettle(waiver, {
            ...reader,
            state: act,
            user: reader.user,
          });
    const [approve, revoke] = await Promise.all([
      whyNot('approved'),
      whyNot('revoked'),
    ]);
    const isAsked =
      state === 'requested' ? undefined : `The waiver is ${state}`;
    const isInForce =
      state === 'approved' ? undefined : `The waiver is ${state}`;
    return {
      id: waiver.id,
      checklistId: waiver.checklistId,
      subjectRef: waiver.subjectRef,
      about: waiver.about,
      title: waiver.title,
      entityRef: waiver.entityRef,
      reason: waiver.reason,
      role: waiver.role,
      state,
      requestedBy: waiver.requestedBy,
      requestedAt: waiver.requestedAt,
      expiresAt: waiver.expiresAt,
      ...(waiver.settled
        ? {
            settled: {
              by: waiver.settled.by,
              at: waiver.settled.at,
              ...(waiver.settled.note === null
                ? {}
                : { note: waiver.settled.note }),
            },
          }
        : {}),
      ...(waiver.revoked ? { revoked: waiver.revoked } : {}),
      may: {
        approve: may(isAsked, approve),
        refuse: may(isAsked, approve),
        revoke: may(isInForce, revoke),
      },
    };
  }

  /** Who asked may neither approve nor refuse; to revoke one's own betters nothing. */
  private async whyNotSettle(
    waiver: StoredWaiver,
    act: {
      state: SettleWaiver['state'];
      user: string;
      members: readonly MemberRow[];
      checklist: LoadedChecklist | undefined;
    },
  ): Promise<string | undefined> {
    const { user, state, members, checklist } = act;
    const isOwn = waiver.requestedBy === user;
    if (isOwn && state === 'revoked') return undefined;
    if (isOwn) return 'Nobody settles a waiver that they asked for themselves';
    return this.options.roles.whyNot(
      user,
      {
        id: waiver.role,
        title: checklist?.checklist.roles[waiver.role]?.title ?? waiver.role,
      },
      scopeOf(members, waiver.entityRef ?? undefined),
    );
  }

  private async requireRequester(
    user: string,
    about: { checklist: LoadedChecklist; role: string; scope: RoleScope },
  ): Promise<void> {
    const { checklist, role, scope } = about;
    const wanted = ['owner', role];
    const held = await this.options.roles.rolesOf(user, wanted, scope);
    if (held.size > 0) return;
    const titles = [...new Set(wanted)].map(
      id => checklist.checklist.roles[id]?.title ?? id,
    );
    throw new NotAllowedError(
      `A waiver is asked for by ${titles.join(' or ')}, and you are neither`,
    );
  }

  private endOf({ expiresAt }: WaiverInput, now: Date): string {
    const end = new Date(expiresAt);
    if (Number.isNaN(end.getTime()) || end <= now) {
      throw new InputError(
        `A waiver ends in the future; '${expiresAt}' is not`,
      );
    }
    const latest = new Date(now.getTime() + this.options.maxDurationMs);
    if (end > latest) {
      throw new InputError(
        `A waiver ends at ${latest.toISOString()} at the latest: productionReadiness.waivers.maxDuration`,
      );
    }
    return end.toISOString();
  }
}

/** Who approves it, and what it is called. */
function partOf(
  { checklist }: LoadedChecklist,
  about: string,
): { role: string; title: string } {
  for (const item of checklist.items) {
    if (item.id === about) return { role: item.role, title: item.title };
    const criterion = item.criteria.find(({ id }) => id === about);
    if (criterion) {
      return { role: criterion.role ?? item.role, title: criterion.text };
    }
  }
  const row = [...checklist.critical, ...checklist.go].find(
    ({ id }) => id === about,
  );
  return { role: checklist.review.decides, title: row?.title ?? about };
}

function assertMember(entityRef: string | null, found: FoundScorecard): void {
  if (entityRef === null) return;
  const isMember = found.members.some(
    member =>
      member.entityRef === entityRef && !found.aliases.has(member.entityRef),
  );
  if (isMember) return;
  throw new InputError(
    `${entityRef} is no part of ${found.key.subjectRef}; without entityRef the waiver holds for all of it`,
  );
}
