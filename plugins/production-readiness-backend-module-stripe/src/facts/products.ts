import { z } from 'zod';
import {
  CannotSay,
  evidence,
  notDeclared,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { StripeList, StripeSource } from '../client/StripeSource';
import { requireComplete, stripeFact } from './StripeFact';

/** Pages of a hundred. */
const MAX_PAGES = 100;

const schema = z.object({
  id: z.string(),
  livemode: z.boolean(),
  name: z.string(),
});

/** An active live product. */
export type Product = z.infer<typeof schema>;

/** All active live products. */
export function listProducts(
  source: StripeSource,
  signal: AbortSignal,
): Promise<StripeList<Product>> {
  return source.list(
    {
      path: '/v1/products',
      params: { active: true },
      ask: (stripe, params) => stripe.products.list(params),
      needs: 'read access to products',
    },
    { schema, signal, maxPages: MAX_PAGES },
  );
}

/** Products that go by a name or an id. */
export function productsCalled(products: Product[], name: string): Product[] {
  return products.filter(product => [product.name, product.id].includes(name));
}

/** Which of the expected products, all or those of a tag, are not for sale. */
export const products = stripeFact({
  value: z.object({ expected: z.number(), missing: z.array(z.string()) }),
  async read({ source, config, params: { tag }, signal }) {
    const expected = (config.products ?? []).filter(
      ({ tags }) => tag === undefined || tags.includes(tag),
    );
    if (expected.length === 0) {
      throw new CannotSay(
        notDeclared(
          `no product ${
            tag === undefined ? '' : `with the tag ${tag} `
          }is declared; name those that have to be for sale at productionReadiness.collectors.stripe.expected.products`,
        ),
      );
    }
    const active = await listProducts(source, signal);
    const missing = expected
      .map(({ name }) => name)
      .filter(name => productsCalled(active.items, name).length === 0);
    if (missing.length > 0) requireComplete(active, 'active products');
    return {
      value: { expected: expected.length, missing },
      evidence: [
        evidence({
          request: active.asked,
          response: `${active.items.length} active live products; of ${
            expected.length
          } expected ${missing.length} are missing${
            missing.length > 0 ? `: ${missing.join(', ')}` : ''
          }`,
          link: 'https://dashboard.stripe.com/products',
        }),
      ],
    };
  },
});
