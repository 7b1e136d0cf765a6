import type {
  Checklist,
  FactRequestDefinition,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/**
 * Gives each fact of the collector `doc` the default places of the documents
 * that it names: a collector sees parameters, not the checklist.
 */
export function placeDocuments(
  facts: readonly FactRequestDefinition[],
  documents: Checklist['documents'],
): void {
  for (const { collector, params } of facts) {
    if (collector !== 'doc') continue;
    const names = [params.document, params.fallback].flat();
    params.places = Object.fromEntries(
      names.flatMap(name =>
        typeof name === 'string' && Object.hasOwn(documents, name)
          ? [[name, documents[name].globs]]
          : [],
      ),
    );
  }
}
