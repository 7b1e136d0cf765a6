import {
  notificationSeverities,
  type NotificationPayload,
} from '@backstage/plugin-notifications-common';
import type { Tiding } from './tiding';
import { sentence } from './words';

/** A notice and what is told of it. */
export interface Told {
  noticeId: string;
  tiding: Tiding;
}

/**
 * What one person is told at once of one launch unit, oldest first. Of several
 * about the same only the last counts; several things are one notification, the
 * worst in its title. The scope is the same when it is sent again.
 */
export function composeNotification(
  told: readonly Told[],
  { subject, page }: { subject: string; page: string },
): NotificationPayload {
  const things = [
    ...new Map(told.map(each => [each.tiding.scope, each])).values(),
  ];
  const tidings = things.map(({ tiding }) => tiding);
  const [worst] = [...tidings].sort((a, b) => rank(a) - rank(b));
  const { topic, severity } = worst;
  if (tidings.length === 1) {
    const { title, text, link, scope } = worst;
    return { title, description: text, link, severity, topic, scope };
  }
  const links = new Set(tidings.map(({ link }) => link));
  return {
    title: `${subject}: ${worst.title}, and ${tidings.length - 1} more`,
    description: tidings
      .map(({ title, text }) => `${sentence(title)} ${text}`.trim())
      .join('\n'),
    link: links.size === 1 ? worst.link : page,
    severity,
    topic,
    scope: `notices:${told[0].noticeId}`,
  };
}

function rank({ severity }: Tiding): number {
  return notificationSeverities.indexOf(severity);
}
