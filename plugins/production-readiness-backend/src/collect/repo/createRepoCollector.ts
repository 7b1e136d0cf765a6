import {
  createFactCollector,
  type FactCollector,
  evidence,
  collectEach,
  HOUR_MS,
  MINUTE_MS,
  type FoundFiles,
  type RepositoryReader,
  findSourceLocation,
  type SourceLocation,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { kindOf } from './kinds';
import { repoParams, type RepoParams } from './params';
import { readTogether } from './readTogether';

/** What the source repository of an entity holds. */
export function createRepoCollector(options: {
  repositories: RepositoryReader;
}): FactCollector<RepoParams> {
  return createFactCollector<RepoParams>({
    id: 'repo',
    title: 'Source repository',
    params: repoParams,
    valueSchema: params => kindOf(params).schema,
    refreshAfterMs: 6 * HOUR_MS,
    expiresAfterMs: 18 * HOUR_MS,
    timeoutMs: 3 * MINUTE_MS,
    collect: context => {
      const location = () =>
        findSourceLocation(context.entity, context.subject);
      const read = readTogether({
        repositories: options.repositories,
        location,
        signal: context.signal,
      });
      return collectEach(context, repoParams, async ({ params }) => {
        const kind = kindOf(params);
        const found = await read(kind.query);
        return {
          value: kind.read(found),
          evidence: [filesEvidence(location(), { query: kind.query, found })],
        };
      });
    },
  });
}

function filesEvidence(
  location: SourceLocation,
  { query, found }: { query: { globs: string[] }; found: FoundFiles },
) {
  const paths = found.files.slice(0, 5).map(file => file.path);
  const more = found.files.length - paths.length;
  return evidence({
    request: `files ${query.globs.join(', ')} of the source repository`,
    response:
      found.files.length === 0
        ? 'none found'
        : `${paths.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    link: location.type === 'url' ? location.url : undefined,
  });
}
