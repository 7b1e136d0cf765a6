import { createFactCollector } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { CollectorRegistry } from './CollectorRegistry';

function collector(id: string, title: string) {
  return createFactCollector({
    id,
    title,
    params: z.object({}),
    valueSchema: () => z.object({}),
    refreshAfterMs: 1,
    expiresAfterMs: 3,
    timeoutMs: 1,
    collect: async () => [],
  });
}

describe('CollectorRegistry', () => {
  it('lists what was added', () => {
    const registry = new CollectorRegistry();
    registry.addCollector(collector('http', 'HTTP'), collector('tls', 'TLS'));
    expect(registry.list().map(({ id }) => id)).toEqual(['http', 'tls']);
  });

  it('refuses a second collector with a known id, and names both', () => {
    const registry = new CollectorRegistry();
    registry.addCollector(collector('http', 'HTTP'));
    expect(() => registry.addCollector(collector('http', 'My HTTP'))).toThrow(
      "Two fact collectors have the id 'http': 'HTTP' and 'My HTTP'",
    );
  });
});
