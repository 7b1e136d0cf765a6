import type { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { ChecklistService } from '../../checklists/types';
import type { RoleResolver } from '../../people/RoleResolver';
import { scopeOf } from '../../people/scopes';
import type { ClaimedNotice } from '../../store/noticeTypes';
import type { MemberRow, Store } from '../../store/types';
import { addressMessages, type Addressed } from './addressMessages';
import { composeNotification, type Told } from './composeNotification';
import { entityTab } from './links';
import type { TidingContext } from './tiding';
import { tidingOf } from './tidings';
import { withinTime } from './withinTime';

/** Backends start plugin by plugin: an address that is not there yet may come. */
const STARTS_WITHIN_MS = 5 * 60 * 1000;

type Thing = Told & { notice: ClaimedNotice };

/** Tells people what concerns them, through Backstage's notifications. */
export class Notifier {
  private readonly startedAt: Date;
  private saidNotInstalled = false;

  constructor(
    private readonly options: {
      notifications: NotificationService;
      store: Pick<Store, 'members' | 'reviews'>;
      checklists: Pick<ChecklistService, 'get' | 'getVersion'>;
      roles: Pick<RoleResolver, 'groupsOf' | 'holdersOf'>;
      logger: LoggerService;
      now: () => Date;
    },
  ) {
    this.startedAt = options.now();
  }

  /**
   * Tells notices of one launch unit and checklist, oldest first, and keeps in
   * the progress of each who has it. Throws where somebody could not be told.
   */
  async tell(notices: readonly ClaimedNotice[]): Promise<void> {
    const [{ subjectRef, checklistId }] = notices;
    const members = await this.options.store.members.list({
      subjectRef,
      checklistId,
    });
    const addressed: Addressed<Thing>[] = [];
    for (const notice of notices) {
      const context = await this.contextOf(notice, members);
      const tiding = tidingOf(notice, context);
      if (!tiding) continue;
      const thing = { notice, noticeId: notice.id, tiding };
      addressed.push(await this.address(thing, members));
    }
    const page = {
      subject: titleOf(subjectRef, members),
      page: entityTab(subjectRef, 'go-no-go', checklistId),
    };
    for (const { things, recipients, exclude } of addressMessages(addressed)) {
      await this.send({
        recipients: {
          type: 'entity',
          entityRef: recipients,
          ...(exclude.length === 0 ? {} : { excludeEntityRef: exclude }),
        },
        payload: composeNotification(things, page),
      });
      for (const { notice } of things) notice.progress.told.push(...recipients);
    }
    for (const notice of notices) notice.progress.notified = true;
  }

  private async address(
    thing: Thing,
    members: MemberRow[],
  ): Promise<Addressed<Thing>> {
    const { roles } = this.options;
    const { to } = thing.tiding;
    const scope = scopeOf(members, to.entityRef);
    const named = [...new Set(to.roles)];
    const groups = named.flatMap(role => roles.groupsOf(role, scope));
    const holders = await Promise.all(
      named.map(role => roles.holdersOf(role, scope)),
    );
    const people = [...holders.flat(), ...(to.users ?? [])];
    if (people.length === 0) {
      this.options.logger.info(
        `Nobody was told '${thing.tiding.title}': nobody holds ${named.join(
          ' or ',
        )}`,
      );
    }
    return {
      thing,
      groups: groups.filter(ref => !isUser(ref)),
      people: [...new Set(people)],
      except: new Set([
        ...thing.notice.progress.told,
        ...(to.except === undefined ? [] : [to.except]),
      ]),
    };
  }

  private async contextOf(
    { subjectRef, checklistId, payload }: ClaimedNotice,
    members: MemberRow[],
  ): Promise<TidingContext> {
    const { store, checklists } = this.options;
    const review =
      typeof payload.reviewId === 'string'
        ? await store.reviews.get(payload.reviewId)
        : undefined;
    const loaded =
      (review && (await checklists.getVersion(checklistId, review.digest))) ??
      (await checklists.get(checklistId));
    const signOffs = review ? await store.reviews.signOffs(review.id) : [];
    return {
      subjectRef,
      checklistId,
      subject: titleOf(subjectRef, members),
      checklist: loaded?.checklist,
      review,
      signers: [
        ...new Set(
          signOffs
            .filter(({ withdrawnAt }) => withdrawnAt === null)
            .map(({ by }) => by),
        ),
      ],
    };
  }

  private async send(
    message: Parameters<NotificationService['send']>[0],
  ): Promise<void> {
    const { notifications, now, logger } = this.options;
    try {
      await withinTime(notifications.send(message));
    } catch (error) {
      const since = now().getTime() - this.startedAt.getTime();
      if (!isNotThere(error) || since < STARTS_WITHIN_MS) throw error;
      if (this.saidNotInstalled) return;
      this.saidNotInstalled = true;
      logger.warn(
        "Nobody is notified of anything: this backend has no plugin 'notifications'; install @backstage/plugin-notifications-backend to tell people",
      );
    }
  }
}

/** As the service of Backstage says that nothing answers at the plugin's address. */
function isNotThere(error: unknown): boolean {
  return /\bstatus 404\b/.test(String(error));
}

function isUser(ref: string): boolean {
  return parseEntityRef(ref).kind === 'user';
}

function titleOf(subjectRef: string, members: readonly MemberRow[]): string {
  return (
    members.find(({ isSubject }) => isSubject)?.title ??
    parseEntityRef(subjectRef).name
  );
}
