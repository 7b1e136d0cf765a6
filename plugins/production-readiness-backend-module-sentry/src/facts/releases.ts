import { z } from 'zod';
import { saying, sentryFact } from './SentryFact';

/** The newest release that the environment knows. */
export const releases = sentryFact({
  value: z.strictObject({ newest: z.string().nullable() }),
  async read({ source, project, environment, asking }) {
    const { data, evidence } = await source.releases(
      project,
      environment,
      asking,
    );
    const [newest] = [...data].sort((a, b) =>
      a.dateCreated < b.dateCreated ? 1 : -1,
    );
    return {
      value: { newest: newest?.version ?? null },
      evidence: [
        saying(
          evidence,
          newest
            ? `newest in ${environment}: ${newest.version}, ${newest.dateCreated}`
            : `no release in ${environment}`,
        ),
      ],
    };
  },
});
