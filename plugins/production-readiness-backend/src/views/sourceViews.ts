import type {
  Checklist,
  SourceView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { ConnectedCollectors } from './commands';

/**
 * The sources of a checklist: those that it describes, the collectors that it
 * names without describing them, and the types of its reports, each as
 * `report:<type>`. Configuration is offered only where a
 * collector is there to read it.
 */
export function sourceViews(
  { sources, collect, reports }: Checklist,
  collectors: ConnectedCollectors,
): Record<string, SourceView> {
  const ids = new Set([
    ...Object.keys(sources),
    ...collect.map(({ collector }) => collector),
  ]);
  const pushed = Object.entries(reports).map(([type, { title }]) => [
    `report:${type}`,
    { title, installed: true },
  ]);
  const collected = [...ids].map(id => {
    const collector = collectors.get(id);
    const described = sources[id];
    const title = described?.title ?? collector?.title ?? id;
    if (!collector) {
      const hint = `No collector for ${title} is installed in this Backstage`;
      return [id, { title, installed: false, hint }];
    }
    const config = described?.config;
    return [id, { title, installed: true, ...(config ? { config } : {}) }];
  });
  return Object.fromEntries([...pushed, ...collected]);
}
