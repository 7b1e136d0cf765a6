import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  ReportParser,
  ReportParsersExtensionPoint,
} from '@production-readiness/backstage-plugin-production-readiness-node';

/** The types of reports that this backend reads, each once. */
export class ReportParserRegistry implements ReportParsersExtensionPoint {
  private readonly parsers = new Map<string, ReportParser>();

  /** Throws ConflictError on a type that is taken: it is not said whose reading would count. */
  addReportParser(...parsers: ReportParser[]): void {
    for (const parser of parsers) {
      const taken = this.parsers.get(parser.type);
      if (taken) {
        throw new ConflictError(
          `Two parsers read reports of the type '${parser.type}': '${taken.title}' and '${parser.title}'; remove one of their modules from the backend`,
        );
      }
      this.parsers.set(parser.type, parser);
    }
  }

  get(type: string): ReportParser | undefined {
    return this.parsers.get(type);
  }

  /** Throws NotFoundError that names the types there are. */
  require(type: string): ReportParser {
    const parser = this.parsers.get(type);
    if (!parser) {
      throw new NotFoundError(
        `There is no type of reports '${type.slice(0, 100)}'; there are ${[
          ...this.parsers.keys(),
        ]
          .sort()
          .join(', ')}`,
      );
    }
    return parser;
  }

  list(): ReportParser[] {
    return [...this.parsers.values()];
  }
}
