import type {
  CollectorsExtensionPoint,
  FactCollector,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { ConflictError } from '@backstage/errors';

/** The collectors of this backend, each id once. */
export class CollectorRegistry implements CollectorsExtensionPoint {
  private readonly collectors = new Map<string, FactCollector>();

  /** Throws ConflictError on an id that is taken: it is not said whose facts would count. */
  addCollector(...collectors: FactCollector[]): void {
    for (const collector of collectors) {
      const taken = this.collectors.get(collector.id);
      if (taken) {
        throw new ConflictError(
          `Two fact collectors have the id '${collector.id}': '${taken.title}' and '${collector.title}'; remove one of their modules from the backend`,
        );
      }
      this.collectors.set(collector.id, collector);
    }
  }

  list(): FactCollector[] {
    return [...this.collectors.values()];
  }
}
