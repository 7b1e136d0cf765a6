import {
  isNotFound,
  MINUTE_MS,
  type Evidence,
  type OnCallContext,
  type OnCallIncident,
  type OnCallSource,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { PagerDutyConfig } from './config';
import type { PagerDutyClient } from './PagerDutyClient';
import { serviceIdOf } from './serviceIdOf';
import {
  incidentsPage,
  logEntriesPage,
  onCallsPage,
  policyPage,
  servicePage,
  userPage,
  type Incident,
  type User,
} from './shapes';

/** Both say that it takes incidents, and that one is open. */
const ACTIVE = ['active', 'warning', 'critical'];
const ABSENT = {
  found: false,
  status: null,
  integrations: 0,
  escalationPolicy: null,
};

/** On-call of the service that an entity names. */
export function createPagerDutySource(
  client: PagerDutyClient,
  config: PagerDutyConfig,
): OnCallSource {
  return {
    async shifts({ from, until }, context) {
      const policy = await policyOf(client, context);
      if (!policy.id) return { shifts: [], evidence: policy.evidence };
      const { items, evidence } = await client.all(
        {
          path: '/oncalls',
          query: {
            'escalation_policy_ids[]': policy.id,
            ...wholeMinutes(from, until),
          },
          schema: onCallsPage,
          signal: context.signal,
          needs: 'the scope oncalls.read',
          link: policy.link,
        },
        page => page.oncalls,
      );
      const own = items.filter(each => each.escalation_policy.id === policy.id);
      return {
        shifts: own.map(({ user, escalation_level, start, end }) => ({
          level: escalation_level,
          person: user.id,
          from: start ?? null,
          until: end ?? null,
        })),
        evidence,
      };
    },
    async policy(context) {
      const { id, evidence: pieces } = await policyOf(client, context);
      if (!id) return { name: null, rules: 0, evidence: pieces };
      const { data, evidence } = await client.get({
        path: `/escalation_policies/${encodeURIComponent(id)}`,
        schema: policyPage,
        signal: context.signal,
        needs: 'the scope escalation_policies.read',
      });
      const { name, escalation_rules, html_url } = data.escalation_policy;
      const rules = escalation_rules.filter(
        ({ targets }) => targets.length > 0,
      ).length;
      return {
        name,
        rules,
        evidence: [said(evidence, `${rules} rules`, html_url)],
      };
    },
    async reachedByPhone(persons, { signal }) {
      const asked = await Promise.all(
        persons.map(async id => {
          const { data, evidence } = await client.get({
            path: `/users/${encodeURIComponent(id)}`,
            query: { 'include[]': ['contact_methods', 'notification_rules'] },
            schema: userPage,
            signal,
            needs: 'the scopes users.read and users:contact_methods.read',
          });
          return { id, isReached: isReachedByPhone(data.user), evidence };
        }),
      );
      return {
        reached: asked.filter(({ isReached }) => isReached).map(({ id }) => id),
        evidence: asked.map(({ evidence }) => evidence),
      };
    },
    async service(context) {
      try {
        const { service, evidence } = await readService(client, context);
        return {
          found: true,
          status: ACTIVE.includes(service.status)
            ? 'active'
            : (service.status as 'maintenance' | 'disabled'),
          integrations: service.integrations.length,
          escalationPolicy:
            service.escalation_policy?.summary ??
            service.escalation_policy?.id ??
            null,
          evidence: [
            said(
              evidence,
              `${service.status}, ${service.integrations.length} integrations`,
              service.html_url,
            ),
          ],
        };
      } catch (error) {
        if (!isNotFound(error)) throw error;
        const request = `GET /services/${serviceIdOf(context)}`;
        const response = '404, no such service';
        return { ...ABSENT, evidence: [{ request, response }] };
      }
    },
    async incidents(from, context) {
      const { items, evidence } = await client.all(
        {
          path: '/incidents',
          query: {
            'service_ids[]': serviceIdOf(context),
            since: from.toISOString(),
            until: context.now().toISOString(),
            sort_by: 'created_at:desc',
          },
          schema: incidentsPage,
          signal: context.signal,
          needs: 'the scope incidents.read',
        },
        page => page.incidents,
      );
      return {
        incidents: items
          .filter(({ created_at }) => created_at >= from)
          .map(incident => toIncident(incident, config)),
        evidence,
      };
    },
    async acknowledgedAt({ id, link }, { signal }) {
      const { items, evidence } = await client.all(
        {
          path: `/incidents/${encodeURIComponent(id)}/log_entries`,
          schema: logEntriesPage,
          signal,
          needs: 'the scope incidents.read',
          link,
        },
        page => page.log_entries,
      );
      // A service or a rule acknowledges as well; that is nobody who answers.
      const times = items
        .filter(
          ({ type, agent }) =>
            /^acknowledge(ment)?_log_entry/.test(type) &&
            agent?.type?.startsWith('user'),
        )
        .map(({ created_at }) => created_at.getTime());
      return {
        at: times.length > 0 ? new Date(Math.min(...times)) : null,
        evidence,
      };
    },
  };
}

/** Wide enough; one question for all who ask within a minute. */
function wholeMinutes(from: Date, until: Date) {
  const minute = (at: Date) => Math.floor(at.getTime() / MINUTE_MS);
  return {
    since: new Date(minute(from) * MINUTE_MS).toISOString(),
    until: new Date((minute(until) + 1) * MINUTE_MS).toISOString(),
  };
}

async function readService(client: PagerDutyClient, context: OnCallContext) {
  const { data, evidence } = await client.get({
    path: `/services/${encodeURIComponent(serviceIdOf(context))}`,
    schema: servicePage,
    signal: context.signal,
    needs: 'the scope services.read',
  });
  return { service: data.service, evidence };
}

async function policyOf(client: PagerDutyClient, context: OnCallContext) {
  const { service, evidence } = await readService(client, context);
  return {
    id: service.escalation_policy?.id,
    link: service.html_url ?? undefined,
    evidence: [
      service.escalation_policy
        ? evidence
        : said(evidence, 'no escalation policy', service.html_url),
    ],
  };
}

/** By a rule for urgent incidents, at a number that is not switched off. */
function isReachedByPhone({
  contact_methods,
  notification_rules,
}: User): boolean {
  const phones = contact_methods
    .filter(
      ({ type, enabled, blacklisted }) =>
        /^(sms|phone)_contact_method/.test(type) &&
        enabled !== false &&
        blacklisted !== true,
    )
    .map(({ id }) => id);
  return notification_rules.some(
    ({ urgency, contact_method }) =>
      urgency === 'high' && phones.includes(contact_method.id),
  );
}

function toIncident(
  incident: Incident,
  { securityIncidents }: PagerDutyConfig,
): OnCallIncident {
  const { id, title, created_at, html_url } = incident;
  const words = [
    title,
    incident.incident_type?.name,
    incident.priority?.summary,
    ...(incident.teams ?? []).map(({ summary }) => summary),
  ];
  return {
    id,
    title: title ?? '',
    createdAt: created_at,
    isSecurity: words.some(word => word && securityIncidents.test(word)),
    link: html_url ?? undefined,
  };
}

function said(
  { request, response }: Evidence,
  text: string,
  link: string | null | undefined,
): Evidence {
  return {
    request,
    response: `${response}; ${text}`,
    ...(link && /^https:\/\//.test(link) ? { link } : {}),
  };
}
