import { z } from 'zod';
import { entityTab } from '../links';
import type { ToTiding } from '../tiding';
import { listed, sentence } from '../words';

const row = z.object({
  id: z.string(),
  title: z.string(),
  message: z.string().nullable(),
});
const payload = z.object({
  rows: z.array(row).min(1),
  before: z.array(row),
  roles: z.array(z.string()),
});

/** To the owners, and to whom the items belong that it is made of. */
export const criticalFailed: ToTiding = (notice, { subject }) => {
  const { rows, before, roles } = payload.parse(notice.payload);
  const titles = rows.map(({ title }) => title);
  return {
    topic: 'critical-items',
    severity: 'high',
    title:
      rows.length === 1
        ? `Critical item of ${subject} fails: ${titles[0]}`
        : `${rows.length} critical items of ${subject} fail: ${listed(titles)}`,
    text: [
      ...rows.map(({ title, message }) =>
        sentence(rows.length === 1 ? message ?? '' : `${title}: ${message}`),
      ),
      ...(before.length === 0
        ? []
        : [`Failed before: ${listed(before.map(({ title }) => title))}.`]),
    ].join(' '),
    link: entityTab(notice.subjectRef, 'go-no-go', notice.checklistId),
    scope: `critical:${notice.checklistId}:${notice.subjectRef}`,
    to: { roles: ['owner', ...roles] },
  };
};
