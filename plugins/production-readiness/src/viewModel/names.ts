import type { ScorecardView } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Text } from '../text';

export interface Titles {
  sources: ScorecardView['sources'];
  reports: Record<string, { title: string }>;
}

/** A report that nobody is declared to push is a source of its own. */
const REPORT = 'report:';

/** Collectors that every installation has, so that no checklist gives them a title. */
const BUILT_IN = [
  'http',
  'page',
  'tls',
  'dns',
  'catalog',
  'doc',
  'repo',
  'browser',
] as const;

/** Names of sources and reports: the checklist's title, ours for what is built in, else the id. */
export function namesOf({ sources, reports }: Titles, t: Text) {
  const reportTitle = (type: string) => reports[type]?.title ?? type;
  const sourceTitle = (source: string) => {
    if (source.startsWith(REPORT)) {
      return reportTitle(source.slice(REPORT.length));
    }
    const builtIn = BUILT_IN.find(each => each === source);
    return (
      sources[source]?.title ??
      reports[source]?.title ??
      (builtIn ? t(`collector.${builtIn}`) : source)
    );
  };
  return { sourceTitle, reportTitle };
}
