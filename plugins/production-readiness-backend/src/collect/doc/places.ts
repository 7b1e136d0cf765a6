import type { Entity } from '@backstage/catalog-model';
import type { DocParams } from './params';

/** Where a document may be. */
export type Place =
  | { type: 'url'; url: string; declared: true; document: string }
  | { type: 'files'; globs: string[]; declared: boolean; document: string };

const PREFIX = 'production-readiness/doc-';

/**
 * Candidates in order: of the document, then of its fallbacks. A place that
 * the entity or its subject declares takes the place of the default one.
 */
export function placesOf(
  params: DocParams,
  { entity, subject }: { entity: Entity; subject: Entity },
): Place[] {
  if (params.path) {
    return [
      {
        type: 'files',
        globs: [params.path],
        declared: false,
        document: params.path,
      },
    ];
  }
  return [params.document!, ...params.fallback].flatMap(document => {
    const declared =
      entity.metadata.annotations?.[`${PREFIX}${document}`] ??
      subject.metadata.annotations?.[`${PREFIX}${document}`];
    if (declared) return [declaredPlace(document, declared.trim())];
    const globs = params.places[document] ?? [];
    return globs.length > 0
      ? [{ type: 'files' as const, globs, declared: false, document }]
      : [];
  });
}

function declaredPlace(document: string, place: string): Place {
  if (/^https?:\/\//i.test(place)) {
    return { type: 'url', url: place, declared: true, document };
  }
  const globs = [place.replace(/^\.?\/+/, '')];
  return { type: 'files', globs, declared: true, document };
}
