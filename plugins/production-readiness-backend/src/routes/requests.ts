import type {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Request } from 'express';
import { normalizedRef, type ScorecardRequest } from '../views/findScorecard';

/** Rows of a page where the request names no limit. */
export const DEFAULT_LIMIT = 50;

/** Who asks; every route takes users and services, and no one else. */
export function readerOf(
  httpAuth: HttpAuthService,
  req: Request<any, any, any, any>,
): Promise<BackstageCredentials> {
  return httpAuth.credentials(req, { allow: ['user', 'service'] });
}

/** What path and query (or body) say of the scorecard that is meant. */
export function scorecardRequestOf(
  path: { kind: string; namespace: string; name: string },
  selector: { checklist?: unknown; subject?: unknown },
): ScorecardRequest {
  return {
    entityRef: stringifyEntityRef(path),
    checklist: textOf(selector.checklist),
    subject:
      selector.subject === undefined
        ? undefined
        : normalizedRef(String(selector.subject)),
  };
}

/** The OpenAPI document has checked that it is a number in its bounds. */
export function limitOf(query: { limit?: unknown }): number {
  return query.limit === undefined ? DEFAULT_LIMIT : Number(query.limit);
}

export function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** One value or several of a parameter that may be repeated. */
export function listOf(value: unknown): string[] | undefined {
  return value === undefined ? undefined : [value].flat().map(String);
}
