import { z } from 'zod';

/** Of what PagerDuty answers only what is read; numbers and addresses are not. */

const reference = z.object({
  id: z.string(),
  type: z.string(),
  summary: z.string().nullish(),
});

const instant = z.iso.datetime({ offset: true }).transform(at => new Date(at));

export const servicePage = z.object({
  service: z.object({
    status: z.enum([
      'active',
      'warning',
      'critical',
      'maintenance',
      'disabled',
    ]),
    html_url: z.string().nullish(),
    integrations: z.array(reference).default([]),
    escalation_policy: reference.nullish(),
  }),
});

export const policyPage = z.object({
  escalation_policy: z.object({
    name: z.string(),
    html_url: z.string().nullish(),
    escalation_rules: z.array(z.object({ targets: z.array(reference) })),
  }),
});

const paged = { more: z.boolean().nullish() };

export const onCallsPage = z.object({
  ...paged,
  oncalls: z.array(
    z.object({
      user: reference,
      escalation_policy: reference,
      escalation_level: z.number().int(),
      // Without a schedule there is neither beginning nor end.
      start: instant.nullish(),
      end: instant.nullish(),
    }),
  ),
});

export const userPage = z.object({
  user: z.object({
    contact_methods: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        enabled: z.boolean().nullish(),
        blacklisted: z.boolean().nullish(),
      }),
    ),
    notification_rules: z.array(
      z.object({
        urgency: z.enum(['high', 'low']),
        contact_method: z.object({ id: z.string(), type: z.string() }),
      }),
    ),
  }),
});

export const incidentsPage = z.object({
  ...paged,
  incidents: z.array(
    z.object({
      id: z.string(),
      title: z.string().nullish(),
      created_at: instant,
      html_url: z.string().nullish(),
      incident_type: z.object({ name: z.string().nullish() }).nullish(),
      priority: reference.partial().nullish(),
      teams: z.array(reference).nullish(),
    }),
  ),
});

export const logEntriesPage = z.object({
  ...paged,
  log_entries: z.array(
    z.object({
      type: z.string(),
      created_at: instant,
      agent: reference.partial().nullish(),
    }),
  ),
});

/** An incident as a list has it. */
export type Incident = z.infer<typeof incidentsPage>['incidents'][number];

/** Somebody with the ways in which they are told. */
export type User = z.infer<typeof userPage>['user'];
