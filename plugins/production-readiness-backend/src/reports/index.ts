import type { Config } from '@backstage/config';
import type { Store } from '../store/types';
import { readReportsConfig } from './config';
import { createBuiltInParsers } from './createBuiltInParsers';
import type { ReportParserRegistry } from './ReportParserRegistry';
import { ReportService } from './ReportService';
import { ReportSource } from './ReportSource';

/**
 * Reports as the configuration has them: where evaluations read them, and what
 * takes them in. Throws InputError on configuration that cannot be used.
 */
export function createReports(options: {
  config: Config;
  parsers: ReportParserRegistry;
  store: Store;
}) {
  const { parsers, store } = options;
  const config = readReportsConfig(options.config);
  parsers.addReportParser(...createBuiltInParsers(config));
  return {
    source: new ReportSource({ reports: store.reports, parsers, config }),
    /** Whether somebody is declared to push a type. */
    isPushed: (type: string) =>
      Object.hasOwn(config.types, type) && config.types[type].for.length > 0,
    service: (
      rest: Pick<
        ConstructorParameters<typeof ReportService>[0],
        'entities' | 'runs' | 'now'
      >,
    ) => new ReportService({ store, parsers, config, ...rest }),
  };
}
