import { z } from 'zod';
import {
  collectEach,
  createFactCollector,
  HOUR_MS,
  MINUTE_MS,
  type FactCollector,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { GithubSource, type GithubSourceOptions } from './client/GithubSource';
import { FACT_NAMES, factNameOf, factOf } from './facts';
import { githubParams, type GithubParams } from './facts/params';

/**
 * Facts about the repository of an entity on GitHub, read with the credentials
 * of `integrations.github`. Without a repository or credentials nothing is
 * connected.
 */
export function createGithubCollector(
  options: GithubSourceOptions,
): FactCollector<GithubParams> {
  const source = new GithubSource(options);
  const { without } = options.config;
  return createFactCollector<GithubParams>({
    id: 'github',
    title: 'GitHub',
    params: githubParams,
    valueSchema: (_, key) => factOf(key)?.value ?? z.never(),
    // A repository costs some hundred requests of the 5,000 that an hour has.
    refreshAfterMs: HOUR_MS,
    expiresAfterMs: 3 * HOUR_MS,
    timeoutMs: 2 * MINUTE_MS,
    notConnected: entity => source.whyNot(entity),
    factNotConnected(entity, { key }) {
      const feature = factOf(key)?.feature;
      if (feature && without.includes(feature)) {
        return `github: ${feature} is not in use, by productionReadiness.collectors.github.without`;
      }
      return factNameOf(key) === 'members'
        ? source.whyNoMembers(entity)
        : undefined;
    },
    collect: context =>
      collectEach(context, githubParams, async ({ key, params }) => {
        const fact = factOf(key);
        if (!fact) {
          throw new Error(
            `there is no fact github.${key}; its name has to be, or to end with, one of ${FACT_NAMES.join(
              ', ',
            )}`,
          );
        }
        const repository = source.repositoryOf(context.entity);
        return fact.read({
          source,
          github: source.readerOf(repository),
          repository,
          params,
          signal: context.signal,
          now: context.now(),
        });
      }),
  });
}
