import type { Notice } from '../../../store/types';
import { reviewPage } from '../links';
import type { Tiding, TidingContext, ToTiding } from '../tiding';
import { asText, inWords, listed, roleTitle, sentence } from '../words';

/** `launch 12 of KAMIYO`. */
function launchOf({ review, subject }: TidingContext): string {
  return review ? `launch ${review.number} of ${subject}` : `${subject}`;
}

function said({ payload }: Notice): string {
  return sentence(asText(payload.text));
}

function signOffs({ checklist }: TidingContext): string[] {
  return checklist?.review.signOffs ?? [];
}

function decides({ checklist }: TidingContext): string[] {
  return [checklist?.review.decides ?? 'owner'];
}

/** Who did it, to be left out; undefined: the plugin itself. */
function actor({ payload }: Notice): string | undefined {
  return asText(payload.by) || undefined;
}

/** Of a review that is there no more there is nothing to tell. */
function tiding(
  notice: Notice,
  context: TidingContext,
  rest: Pick<Tiding, 'title' | 'text' | 'to'> & Partial<Tiding>,
): Tiding | undefined {
  if (!context.review) return undefined;
  return {
    topic: 'launch-reviews',
    severity: 'normal',
    link: reviewPage(context.review.id),
    scope: `review:${context.review.id}`,
    ...rest,
    to: { except: actor(notice), ...rest.to },
  };
}

function planned({ review }: TidingContext): string {
  return review ? `Planned for ${inWords(review.plannedAt)}.` : '';
}

export const reviewOpened: ToTiding = (notice, context) => {
  const titles = signOffs(context).map(role => roleTitle(role, context));
  return tiding(notice, context, {
    title: `Sign-off wanted: ${launchOf(context)}`,
    text: `${planned(context)} ${listed(titles)} sign.`,
    to: { roles: signOffs(context) },
  });
};

/** A change is material: nothing that was signed counts. */
export const reviewChanged: ToTiding = (notice, context) =>
  tiding(notice, context, {
    title: `Sign again: ${launchOf(context)} was changed`,
    text: `${said(notice)} ${planned(context)}`,
    to: { roles: signOffs(context) },
  });

export const signOffWanted: ToTiding = (notice, context) => {
  const role = asText(notice.payload.role);
  return tiding(notice, context, {
    title: `Sign-off of ${roleTitle(role, context)} wanted: ${launchOf(
      context,
    )}`,
    text: said(notice),
    scope: `review:${context.review?.id}:${role}`,
    to: { roles: [role] },
  });
};

export const signOffVoided: ToTiding = (notice, context) => {
  const role = asText(notice.payload.role);
  const signer = asText(notice.payload.signer);
  return tiding(notice, context, {
    severity: 'high',
    title: `Sign-off of ${roleTitle(role, context)} is void: ${launchOf(
      context,
    )}`,
    text: `${said(notice)} ${
      context.review?.state === 'open'
        ? 'Look at it again, and sign anew.'
        : 'The decision rests on it: look at it before the launch.'
    }`,
    scope: `review:${context.review?.id}:${role}`,
    to: { roles: [role], users: signer ? [signer] : [] },
  });
};

const OUTCOMES: Record<string, string> = {
  go: 'GO',
  'no-go': 'NO-GO',
  exception: 'Launch by exception',
};

export const reviewDecided: ToTiding = (notice, context) =>
  tiding(notice, context, {
    severity: notice.payload.outcome === 'exception' ? 'high' : 'normal',
    title: `${OUTCOMES[asText(notice.payload.outcome)]}: ${launchOf(context)}`,
    text: said(notice),
    to: {
      roles: [...decides(context), ...signOffs(context)],
      users: context.signers,
    },
  });

export const reviewClosed: ToTiding = (notice, context) =>
  tiding(notice, context, {
    severity: 'low',
    title: `No sign-off wanted any more: ${launchOf(context)}`,
    text: said(notice),
    to: { roles: signOffs(context), users: context.signers },
  });

/** To all who answered for it. */
export const goWithdrawn: ToTiding = (notice, context) => {
  const { payload } = notice;
  const decidedBy = asText(payload.decidedBy);
  return tiding(notice, context, {
    severity: 'critical',
    title: `GO withdrawn: ${launchOf(context)}`,
    text: `${said(notice)} ${
      payload.launched
        ? 'It is launched: decide whether to go back.'
        : 'It is not to be launched on this decision.'
    }`,
    to: {
      roles: [...decides(context), ...signOffs(context)],
      users: [
        ...context.signers,
        ...asText(payload.signers).split(',').filter(Boolean),
        ...(decidedBy ? [decidedBy] : []),
      ],
    },
  });
};

export const goExpired: ToTiding = (notice, context) =>
  tiding(notice, context, {
    title: `The GO is over: ${launchOf(context)}`,
    text: `${said(notice)} Reopen the review to launch.`,
    to: { roles: decides(context) },
  });

/** At the planned time: a launch that nobody records starts no windows. */
export const launchDue: ToTiding = (notice, context) =>
  tiding(notice, context, {
    title: `Launched? Record it: ${launchOf(context)}`,
    text: `${planned(
      context,
    )} What is checked after the launch begins once it is recorded.`,
    scope: `review:${context.review?.id}:launch`,
    to: { roles: decides(context) },
  });

/** To those who look after it. */
export const launched: ToTiding = (notice, context) => {
  const windows = context.checklist?.postLaunch ?? [];
  const roles = windows.flatMap(({ checks }) => checks.map(each => each.role));
  return tiding(notice, context, {
    severity: 'low',
    topic: 'post-launch',
    title: `Launched: ${launchOf(context)}`,
    text:
      windows.length === 0
        ? 'The launch is recorded.'
        : `To be looked at: ${listed(windows.map(({ title }) => title))}.`,
    scope: `review:${context.review?.id}:launch`,
    to: { roles: [...decides(context), ...roles] },
  });
};

function check(
  notice: Notice,
  context: TidingContext,
  rest: Pick<Tiding, 'severity' | 'title' | 'text'> & { others?: string[] },
): Tiding | undefined {
  const { others = [], ...words } = rest;
  return tiding(notice, context, {
    ...words,
    topic: 'post-launch',
    scope: `review:${context.review?.id}:check:${notice.payload.checkId}`,
    to: { roles: [asText(notice.payload.role), ...others] },
  });
}

export const checkDue: ToTiding = (notice, context) => {
  const { payload } = notice;
  return check(notice, context, {
    severity: 'normal',
    title: `To be checked after ${launchOf(context)}: ${asText(payload.title)}`,
    text: `${roleTitle(
      asText(payload.role),
      context,
    )} states it until ${inWords(asText(payload.dueAt))}.`,
  });
};

/** At once, with the way back. */
export const checkFailed: ToTiding = (notice, context) => {
  const { payload } = notice;
  const rollback = asText(payload.rollbackUrl);
  return check(notice, context, {
    severity: 'critical',
    title: `Fails after ${launchOf(context)}: ${asText(payload.title)}`,
    text: [
      sentence(asText(payload.message)),
      rollback && `${asText(payload.rollbackTitle)}: ${rollback}`,
    ]
      .filter(Boolean)
      .join(' '),
    others: decides(context),
  });
};

export const checkOverdue: ToTiding = (notice, context) => {
  const { payload } = notice;
  return check(notice, context, {
    severity: 'high',
    title: `Overdue after ${launchOf(context)}: ${asText(payload.title)}`,
    text: `It was due ${inWords(
      asText(payload.dueAt),
    )}, and nothing is known of it. ${sentence(
      asText(payload.message),
    )}`.trim(),
    others: decides(context),
  });
};

export const reviewVerified: ToTiding = (notice, context) =>
  tiding(notice, context, {
    severity: 'low',
    topic: 'post-launch',
    title: `Verified: ${launchOf(context)}`,
    text: said(notice),
    scope: `review:${context.review?.id}:launch`,
    to: { roles: decides(context), users: context.signers },
  });
