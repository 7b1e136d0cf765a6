import {
  readShape,
  ReportError,
  type ReportParser,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { amount, count, MOST_ENTRIES, words } from './shapes';

const bundle = z.object({
  /** For routes that have none of their own. */
  budgetBytes: amount.optional(),
  routes: z
    .array(
      z.object({
        route: words,
        bytes: amount,
        budgetBytes: amount.optional(),
      }),
    )
    .min(1)
    .max(MOST_ENTRIES),
});

/** Size of what each route of a front end loads, with its budget, in bytes. */
export const bundleStatsParser: ReportParser = {
  type: 'bundle-stats',
  title: 'Bundle statistics',
  parse(payload) {
    const { routes, budgetBytes } = readShape(bundle, payload);
    const measured = routes.map(({ route, bytes, budgetBytes: own }, index) => {
      const budget = own ?? budgetBytes;
      if (budget === undefined) {
        throw new ReportError(
          `routes[${index}].budgetBytes`,
          'the route has no budget, neither its own nor one of all',
        );
      }
      return { route, bytes, budgetBytes: budget };
    });
    return {
      value: {
        routes: measured.length,
        largestBytes: Math.max(...measured.map(({ bytes }) => bytes)),
        overBudget: measured.filter(each => each.bytes > each.budgetBytes),
      },
    };
  },
};

const difference = z.object({ exitCode: z.number().int(), diffSize: count });

/** How a migration tool's comparison with production ended; `diffSize` counts statements or bytes. */
export const schemaDiffParser: ReportParser = {
  type: 'schema-diff',
  title: 'Schema difference',
  parse: payload => ({ value: readShape(difference, payload) }),
};
