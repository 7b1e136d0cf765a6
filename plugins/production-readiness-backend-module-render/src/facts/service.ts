import {
  evidence,
  redactSecrets,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { RenderService } from '../api/service';
import { longestPauseMinutes } from './cronSchedule';
import { createRenderFact } from './RenderFact';

const text = z.string().nullable();
const number = z.number().nullable();
const criterion = z.object({ enabled: z.boolean(), percentage: number });

const value = z.object({
  found: z.boolean(),
  id: text,
  name: text,
  type: text,
  suspended: text,
  /** `yes` or `no`. */
  autoDeploy: text,
  autoDeployTrigger: text,
  branch: text,
  repo: text,
  /** Running instances of a background worker; null: of other types not asked. */
  instances: number,
  serviceDetails: z.object({
    runtime: text,
    plan: text,
    region: text,
    healthCheckPath: text,
    /** Of the manual setting, not what autoscaling made of it. */
    numInstances: number,
    schedule: text,
    /** The longest pause between two runs of the schedule. */
    intervalMinutes: number,
    lastSuccessfulRunAt: text,
    autoscaling: z.object({
      enabled: z.boolean(),
      min: number,
      max: number,
      criteria: z.object({ cpu: criterion, memory: criterion }),
    }),
    cache: z.object({ profile: text }),
    disk: z.object({ name: text, sizeGB: number, mountPath: text }).nullable(),
    envSpecificDetails: z.object({
      buildCommand: text,
      startCommand: text,
      preDeployCommand: text,
      dockerCommand: text,
    }),
  }),
});
type ServiceValue = z.infer<typeof value>;

/**
 * Settings of a service. Where Render knows none of this id or name, `found` is
 * false and the rest null: absence is the finding.
 */
export const serviceFact = createRenderFact({
  scope: 'service',
  params: z.strictObject({}),
  value,
  async read({ client, ...asking }) {
    const located = await client.locateService(asking);
    const { named, found: service } = located;
    if (!service) {
      return {
        value: valueOf(undefined, null),
        evidence: [
          ...located.evidence,
          evidence({
            request: `the service '${named}'`,
            response: 'Render knows none of this id or name',
          }),
        ],
      };
    }
    const running = await countInstances();
    return {
      value: valueOf(service, running?.count ?? null),
      evidence: [
        ...located.evidence,
        ...(running ? [running.evidence] : []),
        evidence({
          request: `the service '${named}'`,
          response: sentence(service),
          link: service.dashboardUrl ?? undefined,
        }),
      ],
    };

    async function countInstances() {
      if (service!.type !== 'background_worker') return undefined;
      const answer = await client.get(asking, {
        path: `/services/${encodeURIComponent(service!.id)}/instances`,
        schema: z.array(z.object({ id: z.string() })).nullable(),
      });
      return { count: answer.data?.length ?? 0, evidence: answer.evidence };
    }
  },
});

function sentence({ type, suspended, serviceDetails }: RenderService): string {
  const { plan, region } = serviceDetails;
  return [type, suspended, plan && `plan ${plan}`, region]
    .filter(Boolean)
    .join(', ');
}

function valueOf(
  service: RenderService | undefined,
  instances: number | null,
): ServiceValue {
  const details = service?.serviceDetails;
  const { autoscaling, envSpecificDetails: commands } = details ?? {};
  const none = { enabled: false, percentage: null };
  return {
    found: service !== undefined,
    id: service?.id ?? null,
    name: service?.name ?? null,
    type: service?.type ?? null,
    suspended: service?.suspended ?? null,
    autoDeploy: service?.autoDeploy ?? null,
    autoDeployTrigger: service?.autoDeployTrigger ?? null,
    branch: service?.branch ?? null,
    repo: service?.repo?.replace(/(\.git)?\/?$/, '') ?? null,
    instances,
    serviceDetails: {
      runtime: details?.runtime ?? details?.env ?? null,
      plan: details?.plan ?? null,
      region: details?.region ?? null,
      healthCheckPath: details?.healthCheckPath ?? null,
      numInstances: details?.numInstances ?? null,
      schedule: details?.schedule ?? null,
      intervalMinutes: details?.schedule
        ? longestPauseMinutes(details.schedule)
        : null,
      lastSuccessfulRunAt: details?.lastSuccessfulRunAt ?? null,
      autoscaling: {
        enabled: autoscaling?.enabled ?? false,
        min: autoscaling?.min ?? null,
        max: autoscaling?.max ?? null,
        criteria: {
          cpu: autoscaling?.criteria?.cpu ?? none,
          memory: autoscaling?.criteria?.memory ?? none,
        },
      },
      cache: { profile: details?.cache?.profile ?? null },
      disk: details?.disk
        ? {
            name: details.disk.name,
            sizeGB: details.disk.sizeGB,
            mountPath: details.disk.mountPath,
          }
        : null,
      envSpecificDetails: {
        buildCommand: shown(commands?.buildCommand),
        startCommand: shown(commands?.startCommand),
        preDeployCommand: shown(commands?.preDeployCommand),
        dockerCommand: shown(commands?.dockerCommand),
      },
    },
  };
}

/** A command as it is compared: white space folded, and without secrets. */
function shown(command: string | null | undefined): string | null {
  return command ? redactSecrets(command.trim().replace(/\s+/g, ' ')) : null;
}
