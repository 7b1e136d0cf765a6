import {
  isNotFound,
  VendorError,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { saying, sentryFact, waitsForTraffic } from './SentryFact';

const NOT_THERE = {
  exists: false,
  status: null,
  firstEvent: null,
  environments: [],
};

/** Whether the project is there and in use. */
export const project = sentryFact({
  value: z.strictObject({
    exists: z.boolean(),
    status: z.string().nullable(),
    /** When the first event came; a test event will do. */
    firstEvent: z.string().nullable(),
    environments: z.array(z.string()),
  }),
  async read({ source, project: slug, asking }) {
    let found;
    try {
      found = await source.project(slug, asking);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      return { value: NOT_THERE, evidence: [missing(slug, error)] };
    }
    const { data, evidence } = found;
    if (data.firstEvent === null) {
      throw waitsForTraffic(
        `the Sentry project ${slug} has not received an event yet; a test event will do`,
        [evidence],
      );
    }
    const known = await source.environments(slug, asking);
    const environments = known.data
      .filter(({ isHidden }) => !isHidden)
      .map(({ name }) => name)
      .sort();
    return {
      value: {
        exists: true,
        status: data.status,
        firstEvent: data.firstEvent,
        environments,
      },
      evidence: [
        saying(evidence, `${data.status}, first event ${data.firstEvent}`),
        saying(
          known.evidence,
          `environments: ${environments.join(', ') || 'none'}`,
        ),
      ],
    };
  },
});

function missing(slug: string, { message }: VendorError) {
  return { request: `Sentry project ${slug}`, response: message };
}
