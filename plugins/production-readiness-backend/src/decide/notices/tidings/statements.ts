import type { Notice } from '../../../store/types';
import { entityTab } from '../links';
import type { Tiding, TidingContext, ToTiding } from '../tiding';
import { asText, inWords, nameOf, roleTitle } from '../words';

/** `in 14 days`, `within a day`: what a reminder was given for. */
function timeLeft({ payload }: Notice): string {
  const days = Number(payload.daysLeft);
  return days > 1 ? `in ${days} days` : 'within a day';
}

/** To the role that states it. */
export const attestationEnding: ToTiding = (notice, context) => {
  const { payload, checklistId } = notice;
  const [role, title] = [asText(payload.role), asText(payload.title)];
  const entityRef = asText(payload.entityRef);
  return {
    topic: 'attestations',
    severity: Number(payload.daysLeft) > 1 ? 'low' : 'normal',
    title: `Ends ${timeLeft(notice)}: ${title}`,
    text: `What ${roleTitle(role, context)} stated of ${nameOf(
      entityRef,
    )} counts until ${inWords(
      asText(payload.endsAt),
    )}. Renew it if it is still true.`,
    link: entityTab(entityRef, 'scorecard', checklistId),
    scope: `attestation:${payload.attestationId}`,
    to: { roles: [role], entityRef },
  };
};

function waiver(
  notice: Notice,
  rest: Pick<Tiding, 'title' | 'text' | 'to'> & Partial<Tiding>,
): Tiding {
  return {
    topic: 'waivers',
    severity: 'normal',
    link: entityTab(notice.subjectRef, 'scorecard', notice.checklistId),
    scope: `waiver:${notice.payload.waiverId}`,
    ...rest,
  };
}

/** To whom it is for to approve it, and who asked does not. */
export const waiverRequested: ToTiding = (notice, { subject }) => {
  const { payload } = notice;
  const by = asText(payload.requestedBy);
  return waiver(notice, {
    title: `Waiver wanted for ${subject}: ${asText(payload.title)}`,
    text: `${nameOf(by)} asks for an exception: approve or refuse it.`,
    to: { roles: [asText(payload.role)], except: by },
  });
};

/** To who asked. */
export const waiverSettled: ToTiding = (notice, { subject }) => {
  const { payload } = notice;
  const isApproved = payload.state === 'approved';
  return waiver(notice, {
    title: `Waiver ${
      isApproved ? 'approved' : 'refused'
    } for ${subject}: ${asText(payload.title)}`,
    text: isApproved
      ? 'It takes this off the blockers until it ends.'
      : 'It goes on counting as it is.',
    to: { roles: [], users: [asText(payload.requestedBy)] },
  });
};

/** To who asked for it, and the owners: it blocks again. */
export const waiverRevoked: ToTiding = (notice, { subject }) =>
  waiver(notice, {
    title: `Waiver revoked for ${subject}: ${asText(notice.payload.title)}`,
    text: 'What it excepted counts again from now on.',
    to: { roles: ['owner'], users: [asText(notice.payload.requestedBy)] },
  });

/** To the owners, who asked for it, and whose approval another one takes. */
export const waiverEnding: ToTiding = (notice, { subject }: TidingContext) => {
  const { payload } = notice;
  return waiver(notice, {
    severity: Number(payload.daysLeft) > 1 ? 'low' : 'normal',
    title: `Waiver for ${subject} ends ${timeLeft(notice)}: ${asText(
      payload.title,
    )}`,
    text: `From ${inWords(
      asText(payload.endsAt),
    )} on it counts again. Fix it, or ask for another waiver.`,
    to: {
      roles: ['owner', asText(payload.role)],
      users: [asText(payload.requestedBy)],
    },
  });
};
