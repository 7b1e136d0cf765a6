import type { ScorecardView } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Text } from '../text';

/** A type of report is a source of its own. */
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

/** Names of sources and reports: ours for what is built in, else the server's title, else the id. */
export function namesOf(sources: ScorecardView['sources'], t: Text) {
  const reportTitle = (type: string) =>
    sources[`${REPORT}${type}`]?.title ?? type;
  const sourceTitle = (source: string) => {
    if (source.startsWith(REPORT)) {
      return reportTitle(source.slice(REPORT.length));
    }
    const builtIn = BUILT_IN.find(each => each === source);
    if (builtIn) return t(`collector.${builtIn}`);
    return sources[source]?.title ?? reportTitle(source);
  };
  return { sourceTitle, reportTitle };
}
