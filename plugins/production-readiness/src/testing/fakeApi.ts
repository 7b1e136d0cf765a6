import type {
  GateView,
  ProductionReadinessApi,
  ReviewView,
  ScorecardView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { gate } from './gateFixture';
import { checklistSummary, portfolio } from './portfolioFixture';
import { decidedReview, launchedReview, review } from './reviewFixture';
import { history, run, scorecard } from './scorecardFixture';
import { attestations, waiver } from './statementsFixture';

/** An API that answers from the fixtures; what is given replaces a method. */
export function fakeApi(
  changes: Partial<ProductionReadinessApi> = {},
): ProductionReadinessApi {
  return {
    listChecklists: async () => [
      checklistSummary(),
      checklistSummary({
        id: 'basics',
        title: 'Service basics',
        subjectKind: 'Component',
      }),
    ],
    getChecklist: () => Promise.reject(new Error('no screen asks for it')),
    getConnections: () => Promise.reject(new Error('no screen asks for it')),
    listScorecards: async () => portfolio(),
    getScorecard: async () => scorecard(),
    getHistory: async () => history(),
    getGate: async () => gate(),
    requestRun: async () => run(),
    listRuns: async () => ({ runs: [], nextCursor: null }),
    getRun: async () => run(),
    getAttestations: async () => attestations({ tasks: [] }),
    attest: () => Promise.reject(new Error('nobody states anything here')),
    withdrawAttestation: () =>
      Promise.reject(new Error('nobody withdraws anything here')),
    listAttestations: async () => ({ attestations: [], nextCursor: null }),
    listAttestationTasks: async () => ({ tasks: [], nextCursor: null }),
    listWaivers: async () => ({ waivers: [], nextCursor: null }),
    requestWaiver: async () => waiver(),
    approveWaiver: () => Promise.reject(new Error('nobody approves here')),
    refuseWaiver: () => Promise.reject(new Error('nobody refuses here')),
    revokeWaiver: () => Promise.reject(new Error('nobody revokes here')),
    listReviews: async () => ({ reviews: [], nextCursor: null }),
    getReview: async () => review(),
    openReview: async () => review(),
    changeReview: async () => review(),
    signReview: async () => review(),
    withdrawSignOff: async () => review(),
    decideReview: async () => decidedReview(),
    recordLaunch: async () => launchedReview(),
    cancelReview: async () => review({ state: 'cancelled' }),
    reopenReview: async () => review(),
    assignItem: async () => launchedReview(),
    listLaunchesWithoutGo: async () => ({ launches: [], nextCursor: null }),
    getRecord: async () => '{}',
    verifyRecords: () => Promise.reject(new Error('no screen asks for it')),
    listRecordKeys: () => Promise.reject(new Error('no screen asks for it')),
    ...changes,
  };
}

/** An API on which one entity has this scorecard and this board. */
export function apiWith(views: {
  scorecard?: ScorecardView;
  gate?: GateView;
  /** The launch review that is under way. */
  review?: ReviewView;
}): ProductionReadinessApi {
  const { review: current } = views;
  return fakeApi({
    getScorecard: async () => views.scorecard ?? scorecard(),
    getGate: async () => views.gate ?? gate(),
    ...(current && {
      listReviews: async () => ({ reviews: [current], nextCursor: null }),
      getReview: async () => current,
    }),
  });
}

/** The error of the client for an answer with this status and body. */
export function answered(
  name: string,
  message: string,
  code?: string,
): Error & { body: unknown } {
  return Object.assign(new Error(`Request failed: ${message}`), {
    name: 'ResponseError',
    body: { error: { name, message, code } },
  });
}

/** Nothing judges the entity. */
export function notJudged() {
  return answered('NotFoundError', 'No checklist judges it', 'not-judged');
}
