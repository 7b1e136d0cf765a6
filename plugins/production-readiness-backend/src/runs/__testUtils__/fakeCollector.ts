import type {
  CollectContext,
  FactCollector,
  FactOutcome,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export interface FakeCollector extends FactCollector {
  /** One entry a call: `<entity name>: <keys>`. */
  readonly calls: string[];
  /** What the next calls do. */
  answer: (key: string, context: CollectContext) => FakeAnswer;
}

type FakeAnswer =
  | FactOutcome
  | Promise<FactOutcome>
  | { status: number }
  | { present: boolean };

/** A collector whose answers a test chooses; valid for an hour, expires after three. */
export function fakeCollector(
  id: string,
  answer: FakeCollector['answer'],
  overrides: Partial<FactCollector> = {},
): FakeCollector {
  const calls: string[] = [];
  return {
    id,
    title: id,
    calls,
    answer,
    params: z.looseObject({}),
    valueSchema: () =>
      z.looseObject({
        status: z.number().optional(),
        present: z.boolean().optional(),
      }),
    refreshAfterMs: HOUR_MS,
    expiresAfterMs: 3 * HOUR_MS,
    timeoutMs: 5_000,
    async collect(context) {
      const { entity, requests } = context;
      calls.push(
        `${entity.metadata.name}: ${requests.map(({ key }) => key).join(' ')}`,
      );
      return Promise.all(
        requests.map(async ({ key }) => {
          const given = await this.answer(key, context);
          return 'key' in given ? given : { key, value: given, evidence: [] };
        }),
      );
    },
    ...overrides,
  };
}
