import type {
  AuditorService,
  AuthService,
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  reportPushPermission,
  scorecardReadPermission,
  type ReportPage,
  type ReportView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Request, Router } from 'express';
import { inScope, type ScorecardAuthorizer } from '../permissions/scope';
import { envelopeOfQuery } from '../reports/envelope';
import type { Pusher, ReportService } from '../reports/ReportService';
import { toEntityColumns } from '../runs/catalog';
import type { EntityReader } from '../createEntityReader';
import type { ReportStore, StoredReport } from '../store/types';
import { normalizedRef, type ScorecardFinder } from '../views/findScorecard';
import { audited } from './audited';
import { MAX_REPORT_BYTES, TooLargeError } from './reportBody';
import { limitOf, readerOf, textOf } from './requests';

export function mountReports(
  router: Router,
  options: {
    auth: AuthService;
    httpAuth: HttpAuthService;
    auditor: AuditorService;
    authorizer: ScorecardAuthorizer;
    entities: EntityReader;
    finder: ScorecardFinder;
    reports: ReportService;
    stored: ReportStore;
  },
): void {
  const { auth, httpAuth, auditor, finder, reports, stored } = options;

  router.post('/reports/:type', async (req, res) => {
    const credentials = await readerOf(httpAuth, req);
    const pusher = pusherOf(auth, credentials);
    const { type } = req.params;
    const pushed = await audited(
      auditor,
      {
        eventId: 'report-push',
        severityLevel: 'medium',
        request: req,
        meta: { type, pushedBy: nameOf(pusher), entityRef: saidRef(req) },
      },
      () => {
        assertSize(req, reports.maxBytesOf(type));
        return reports.push(type, bodyOf(req), pusher, entityRef =>
          assertAllowed(options, { credentials, pusher, entityRef }),
        );
      },
    );
    res.status(pushed.added ? 201 : 200).json({
      ...toView(pushed.report),
      value: pushed.report.value,
      ...(pushed.note === undefined ? {} : { note: pushed.note }),
    } satisfies ReportView);
  });

  router.get('/reports', async (req, res) => {
    const { query } = req;
    const entityRef = normalizedRef(String(query.entityRef));
    await finder.find(
      { entityRef },
      {
        permission: scorecardReadPermission,
        credentials: await readerOf(httpAuth, req),
      },
    );
    const page = await stored.list(entityRef, {
      type: textOf(query.type),
      limit: limitOf(query),
      cursor: textOf(query.cursor),
    });
    res.json({
      reports: page.reports.map(toView),
      nextCursor: page.nextCursor,
    } satisfies ReportPage);
  });
}

/** The tool's output as it is has its envelope in the query. */
function bodyOf(req: Request): unknown {
  return 'entityRef' in req.query
    ? envelopeOfQuery(req.query, req.body)
    : req.body;
}

/** For the record, also of what is refused; bounded, since it is not checked yet. */
function saidRef(req: Request): string | null {
  const said = req.query.entityRef ?? req.body?.entityRef;
  return typeof said === 'string' ? said.slice(0, 300) : null;
}

function assertSize(req: Request, maxBytes: number): void {
  const bytes = Number(req.headers['content-length'] ?? 0);
  if (maxBytes >= MAX_REPORT_BYTES || bytes <= maxBytes) return;
  throw new TooLargeError(
    `A report of this type may have ${maxBytes} bytes at most`,
  );
}

function pusherOf(
  auth: AuthService,
  credentials: BackstageCredentials,
): Pusher {
  if (auth.isPrincipal(credentials, 'service')) {
    return { kind: 'token', subject: credentials.principal.subject };
  }
  if (auth.isPrincipal(credentials, 'user')) {
    const { userEntityRef } = credentials.principal;
    return { kind: 'user', userEntityRef };
  }
  throw new NotAllowedError('Reports are pushed by services and users only');
}

function nameOf(pusher: Pusher): string {
  return pusher.kind === 'user' ? pusher.userEntityRef : pusher.subject;
}

/** A token's own restrictions are the permission framework's; a person needs the permission. */
async function assertAllowed(
  {
    authorizer,
    entities,
  }: { authorizer: ScorecardAuthorizer; entities: EntityReader },
  about: {
    credentials: BackstageCredentials;
    pusher: Pusher;
    entityRef: string;
  },
): Promise<void> {
  const { credentials, pusher, entityRef } = about;
  const [scope, [entity]] = await Promise.all([
    authorizer.scope(reportPushPermission, credentials),
    entities.getEntitiesByRefs([entityRef]),
  ]);
  const isAllowed =
    scope === 'all' || (entity && inScope(scope, [toEntityColumns(entity)]));
  if (isAllowed) return;
  throw new NotAllowedError(
    `${nameOf(pusher)} may not push reports of ${entityRef}: the permission ${
      reportPushPermission.name
    } is not granted`,
  );
}

function toView(report: StoredReport): ReportView {
  const { digest: _digest, value: _value, ...rest } = report;
  return rest;
}
