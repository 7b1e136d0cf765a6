import { createHash } from 'node:crypto';
import {
  evidence,
  type Evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { listOf, text } from '../api/fields';
import { ownerOf } from '../client';
import { createRenderFact, type RenderFactContext } from './RenderFact';

/** Roles that may read secrets and change what runs. */
const PRIVILEGED = ['ADMIN', 'DEVELOPER'];
const LINK = 'https://dashboard.render.com/settings#team-members';

const none = z.strictObject({});
const schema = listOf(
  z.object({
    userId: z.string().min(1),
    email: text,
    status: z.string(),
    role: z.string(),
    mfaEnabled: z.boolean(),
  }),
);
type Member = z.infer<typeof schema>[number];

/** Who is in the workspace; no name and no address leaves this file. */
export const ownerFact = createRenderFact({
  scope: 'workspace',
  params: none,
  value: z.object({
    members: z.number(),
    inactive: z.number(),
    /** Active members without a second factor. */
    withoutMfa: z.number(),
    /** Changes as soon as a member comes, goes or gets another role. */
    memberSet: z.string(),
  }),
  async read(context) {
    const { members, pieces } = await readMembers(context);
    const active = members.filter(isActive);
    const value = {
      members: members.length,
      inactive: members.length - active.length,
      withoutMfa: active.filter(({ mfaEnabled }) => !mfaEnabled).length,
      memberSet: fingerprint(members),
    };
    return {
      value,
      evidence: [
        ...pieces,
        evidence({
          request: 'members of the workspace',
          response: `${value.members}, ${value.inactive} of them inactive, ${value.withoutMfa} active without a second factor`,
          link: LINK,
        }),
      ],
    };
  },
});

/** Who may read secrets and change what runs, against what is configured. */
export const accessFact = createRenderFact({
  scope: 'workspace',
  params: none,
  unmapped: ({ allowedMembers, maxPrivilegedMembers }) =>
    allowedMembers || maxPrivilegedMembers !== undefined
      ? undefined
      : 'who may have access is not configured: set productionReadiness.collectors.render.allowedMembers or maxPrivilegedMembers',
  value: z.object({
    /** Members with the role of admin or developer. */
    privileged: z.number(),
    /** Of them those not in `allowedMembers`; null: there is no such list. */
    privilegedOutsideList: z.number().nullable(),
    maxPrivileged: z.number().nullable(),
  }),
  async read(context) {
    const { allowedMembers, maxPrivilegedMembers } = context.client.config;
    const { members, pieces } = await readMembers(context);
    const privileged = members.filter(({ role }) => PRIVILEGED.includes(role));
    const outside =
      allowedMembers &&
      privileged.filter(
        ({ email }) => !email || !allowedMembers.includes(email.toLowerCase()),
      );
    return {
      value: {
        privileged: privileged.length,
        privilegedOutsideList: outside?.length ?? null,
        maxPrivileged: maxPrivilegedMembers ?? null,
      },
      evidence: [
        ...pieces,
        evidence({
          request: 'admins and developers of the workspace',
          response: `${privileged.length}${
            outside ? `, ${outside.length} of them not on the list` : ''
          }`,
          link: LINK,
        }),
      ],
    };
  },
});

async function readMembers({
  client,
  ...asking
}: RenderFactContext<unknown>): Promise<{
  members: Member[];
  pieces: Evidence[];
}> {
  const { data, ...answer } = await client.get(asking, {
    path: `/owners/${ownerOf(client)}/members`,
    schema,
  });
  // Who asks is a member: an empty list is no answer.
  if (data.length === 0) {
    throw new Error(
      'Render lists no member of the workspace, not even who asks',
    );
  }
  return { members: data, pieces: [answer.evidence] };
}

function isActive({ status }: Member): boolean {
  return status === 'active';
}

function fingerprint(members: Member[]): string {
  const set = members
    .map(({ userId, role, status }) => `${userId} ${role} ${status}`)
    .sort();
  return createHash('sha256').update(set.join('\n')).digest('hex').slice(0, 16);
}
