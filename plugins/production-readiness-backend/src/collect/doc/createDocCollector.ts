import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { ScmIntegrations } from '@backstage/integration';
import {
  createFactCollector,
  type FactCollector,
  redactUrl,
  type OutgoingGuard,
  CannotSay,
  collectEach,
  waitsForPerson,
  type Finding,
  HOUR_MS,
  MINUTE_MS,
  type RepositoryReader,
  findSourceLocation,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { askFor } from '../http/client';
import { readTogether } from '../repo/readTogether';
import { absentDocument, judgeDocument } from './judgeDocument';
import { docParams, docSchema, type DocParams } from './params';
import { placesOf, type Place } from './places';
import { fromFiles, fromUrl, type FoundDocument } from './readDocument';

type ReadPlace = (place: Place) => Promise<FoundDocument>;

/** Documents of an entity: that they are there and have the right shape. */
export function createDocCollector(options: {
  repositories: RepositoryReader;
  reader: UrlReaderService;
  integrations: ScmIntegrations;
  guard: OutgoingGuard;
}): FactCollector<DocParams> {
  return createFactCollector<DocParams>({
    id: 'doc',
    title: 'Documents',
    params: docParams,
    valueSchema: () => docSchema,
    refreshAfterMs: 6 * HOUR_MS,
    expiresAfterMs: 18 * HOUR_MS,
    timeoutMs: 3 * MINUTE_MS,
    collect: context => {
      const { entity, subject, signal } = context;
      const readFiles = readTogether({
        repositories: options.repositories,
        location: () => findSourceLocation(entity, subject),
        signal,
      });
      const entityRef = stringifyEntityRef(entity);
      const ask = askFor(options.guard, { signal, entityRef });
      const readPlace: ReadPlace = async place =>
        place.type === 'url'
          ? fromUrl(place.url, { ...options, ask })
          : fromFiles(
              place.globs,
              await readFiles({ globs: place.globs, mode: 'read' }),
            );
      return collectEach(context, docParams, ({ params }) =>
        collectDocument(params, {
          entity,
          subject,
          readPlace,
          now: context.now(),
        }),
      );
    },
  });
}

async function collectDocument(
  params: DocParams,
  options: {
    entity: Entity;
    subject: Entity;
    readPlace: ReadPlace;
    now: Date;
  },
): Promise<Finding> {
  const name = params.document ?? params.path;
  const places = placesOf(params, options);
  const gaps: string[] = [];
  const documents = await Promise.all(
    places.map(async place => ({
      place,
      document: await options.readPlace(place),
    })),
  );
  const evidence = documents.flatMap(({ document }) => document.evidence);
  for (const { place, document } of documents) {
    if (document.files.length === 0) continue;
    const judgement = judgeDocument(document, {
      params,
      declared: place.declared,
      now: options.now,
    });
    if ('fact' in judgement) return { value: judgement.fact, evidence };
    gaps.push(judgement.lacks);
  }
  const missing = documents.find(
    ({ place, document }) => place.declared && document.files.length === 0,
  );
  // Only the document's own declared place: an empty fallback proves nothing.
  if (missing && missing.place === places[0] && gaps.length === 0) {
    const { place } = missing;
    const path = place.type === 'url' ? redactUrl(place.url) : place.globs[0];
    return { value: absentDocument(path), evidence };
  }
  throw new CannotSay(waitsForPerson(gapSentence(name!, gaps)), evidence);
}

function gapSentence(name: string, gaps: string[]): string {
  if (gaps.length > 0) {
    return `${gaps.join('; ')}: add it, or vouch for the document '${name}'`;
  }
  return `the document '${name}' is not at its default place; declare it with the annotation production-readiness/doc-${name}, or vouch for it`;
}
