import type {
  Checklist,
  FactRecord,
} from '@production-readiness/backstage-plugin-production-readiness-common';

const ROLLBACK = /roll-?back/i;

/**
 * The runbook that says how to go back: the document of the checklist that is
 * named so, where it was found. What nobody found is not linked.
 */
export function rollbackLink(
  { collect, documents }: Checklist,
  facts: readonly FactRecord[],
): { title: string; url: string } | null {
  const wanted = collect.filter(
    ({ collector, key, params }) =>
      collector === 'doc' &&
      [key, params.document].some(
        name => typeof name === 'string' && ROLLBACK.test(name),
      ),
  );
  for (const { fact, params } of wanted) {
    const url = facts
      .filter(each => each.fact === fact && each.value !== undefined)
      .flatMap(each => each.evidence.flatMap(({ link }) => link ?? []))
      .find(link => link.startsWith('https://'));
    if (url) {
      const title =
        typeof params.document === 'string'
          ? documents[params.document]?.title
          : undefined;
      return { title: title ?? 'Rollback', url };
    }
  }
  return null;
}
