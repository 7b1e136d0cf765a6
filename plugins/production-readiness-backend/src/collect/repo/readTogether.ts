/** Reads what one fact wants. */
export type ReadFiles = (query: FileQuery) => Promise<FoundFiles>;

/**
 * Joins the queries that are made in one tick into a single pass over the
 * tree: an archive is fetched once for all facts of an entity.
 */
export function readTogether(options: {
  repositories: RepositoryReader;
  location(): SourceLocation;
  signal: AbortSignal;
}): ReadFiles {
  let batch:
    | { queries: FileQuery[]; results: Promise<FoundFiles[]> }
    | undefined;
  const start = () => {
    const queries: FileQuery[] = [];
    const results = Promise.resolve().then(() => {
      batch = undefined;
      return options.repositories.read(options.location(), {
        queries,
        signal: options.signal,
      });
    });
    return { queries, results };
  };
  return async query => {
    batch ??= start();
    const { queries, results } = batch;
    const index = queries.push(query) - 1;
    return (await results)[index];
  };
}
import {
  type FileQuery,
  type FoundFiles,
  type RepositoryReader,
  type SourceLocation,
} from '@production-readiness/backstage-plugin-production-readiness-node';
