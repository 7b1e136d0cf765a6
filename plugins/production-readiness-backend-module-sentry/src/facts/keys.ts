import { z } from 'zod';
import { saying, sentryFact } from './SentryFact';

/** Fingerprints of the public keys that the project accepts events with. */
export const keys = sentryFact({
  value: z.strictObject({ active: z.array(z.string()) }),
  async read({ source, fingerprints, project, asking }) {
    const { items, evidence } = await source.keys(project, asking);
    const active = items.filter(({ isActive }) => isActive);
    const marks = await Promise.all(
      active.map(({ public: key }) => fingerprints.of(key)),
    );
    return {
      value: { active: marks.sort() },
      evidence: evidence.map(piece =>
        saying(piece, `${items.length} keys, ${active.length} of them active`),
      ),
    };
  },
});
