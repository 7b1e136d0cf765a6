import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { May } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Request } from 'express';

/** Who acts: people state, approve and sign, never a service. */
export interface Actor {
  userEntityRef: string;
  credentials: BackstageCredentials;
}

/** Throws where who asks is no user. */
export async function actorOf(
  httpAuth: HttpAuthService,
  req: Request<any, any, any, any>,
): Promise<Actor> {
  const credentials: BackstageCredentials<BackstageUserPrincipal> =
    await httpAuth.credentials(req, { allow: ['user'] });
  return { userEntityRef: credentials.principal.userEntityRef, credentials };
}

/** Ref of the user who reads; undefined for a service, which may do nothing. */
export function userOf(credentials: BackstageCredentials): string | undefined {
  const principal = credentials.principal as Partial<BackstageUserPrincipal>;
  return principal.type === 'user' ? principal.userEntityRef : undefined;
}

export const YES: May = { allowed: true };

export function no(why: string): May {
  return { allowed: false, why };
}

/** The first reason against it, if there is one. */
export function may(...reasons: (string | undefined | false)[]): May {
  const why = reasons.find(Boolean);
  return why ? no(why) : YES;
}

export const NO_USER = 'Only a signed-in person can do this';
