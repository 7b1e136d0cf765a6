import { z, type ZodType } from 'zod';
import {
  CannotSay,
  timeSince,
  type Finding,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type {
  GithubAnswer,
  GithubList,
  GithubReader,
  GithubRequest,
} from '../client/GithubReader';
import type { GithubSource, Repository } from '../client/GithubSource';
import type { GithubFeature } from '../config';
import type { GithubParams } from './params';

type Evidence = Extract<Finding, { value: any }>['evidence'];

/** What a fact is read with. */
export interface FactContext {
  source: GithubSource;
  github: GithubReader;
  repository: Repository;
  params: GithubParams;
  signal: AbortSignal;
  now: Date;
}

/** One thing that is read of GitHub. */
export interface GithubFact {
  value: ZodType;
  /** The feature without which it is not connected. */
  feature?: GithubFeature;
  /** Throws CannotSay for a miss and VendorError where GitHub did not answer. */
  read(context: FactContext): Promise<Finding>;
}

/** Types a fact by the shape of its value. */
export function githubFact<T extends Record<string, unknown>>(fact: {
  value: ZodType<T>;
  feature?: GithubFeature;
  read(context: FactContext): Promise<{ value: T; evidence: Evidence }>;
}): GithubFact {
  return fact as GithubFact;
}

/** A request about the entity's own repository; `path` counts from there. */
export function ofRepository(
  { repository: { owner, repo }, signal }: FactContext,
  request: Omit<GithubRequest, 'signal' | 'params'> & {
    params?: GithubRequest['params'];
  },
): GithubRequest {
  return {
    ...request,
    path: `/repos/{owner}/{repo}${request.path}`,
    params: { owner, repo, ...request.params },
    signal,
  };
}

/** Where a person sees it. */
export function pageOf(
  { repository: { host, owner, repo } }: FactContext,
  page: string,
): string {
  return `https://${host}/${owner}/${repo}/${page}`;
}

/** The branch that counts as what is released. */
export async function defaultBranch(
  context: FactContext,
): Promise<GithubAnswer<{ default_branch: string }>> {
  return context.github.get(
    ofRepository(context, {
      path: '',
      needs: "the repository permission 'Metadata' (read)",
    }),
    z.object({ default_branch: z.string().min(1) }),
  );
}

/** Throws a miss where what is claimed of all is not known of a part. */
export function requireComplete(
  { complete, items }: GithubList<unknown>,
  what: string,
): void {
  if (complete) return;
  throw new CannotSay({
    cause: 'check-error',
    message: `there are more than ${items.length} ${what}, and nothing is said of those that were not read`,
  });
}

/** Throws where the block of the checklist lacks what the fact is about. */
export function requireParameter<T>(value: T | undefined, name: string): T {
  if (value === undefined)
    throw new Error(`the parameter '${name}' is missing`);
  return value;
}

/** The time from which on is counted; a miss while no launch is recorded. */
export function requireSince({ params }: FactContext): Date {
  return timeSince(requireParameter(params.since, 'since'));
}
