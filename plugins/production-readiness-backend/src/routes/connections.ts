import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { connectionsReadPermission } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Router } from 'express';
import type { ScorecardAuthorizer } from '../permissions/scope';
import { connectionsView } from '../views/connectionsView';
import { readerOf } from './requests';

/** The platform team's page: it names entities whoever may see them. */
export function mountConnections(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    authorizer: ScorecardAuthorizer;
  } & Omit<Parameters<typeof connectionsView>[0], 'refused'> & {
      refused: () => Parameters<typeof connectionsView>[0]['refused'];
    },
): void {
  const { httpAuth, authorizer, refused, ...rest } = options;

  router.get('/connections', async (req, res) => {
    await authorizer.require(
      connectionsReadPermission,
      await readerOf(httpAuth, req),
    );
    res.json(await connectionsView({ ...rest, refused: refused() }));
  });
}
