/* eslint-disable new-cap -- openapi-fetch names its methods after those of HTTP */
import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import createClient, { type Middleware } from 'openapi-fetch';
import type {
  AttestationInput,
  AttestationPage,
  AttestationsGiven,
  AttestationsView,
  AttestationView,
  ChecklistSummary,
  ConnectionsView,
  DecisionInput,
  Evaluated,
  GateView,
  HistoryView,
  LaunchWithoutGo,
  RecordKey,
  RecordVerification,
  ReviewChange,
  ReviewInput,
  ReviewPage,
  ReviewView,
  RunView,
  ScorecardView,
  SignOffInput,
  WaiverInput,
  WaiverPage,
  WaiverView,
} from '../model';
import type {
  AttestationsQuery,
  AttestationTaskPage,
  ChecklistView,
  HistoryRequest,
  PageRequest,
  ProductionReadinessApi,
  RecordFormat,
  ReviewsQuery,
  RunPage,
  ScorecardPage,
  ScorecardRequest,
  ScorecardSelector,
  ScorecardsQuery,
  WaiversQuery,
} from './ProductionReadinessApi';
import type { paths } from './schema.generated';

const PLUGIN_ID = 'production-readiness';

const throwUnlessOk: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await ResponseError.fromResponse(response);
  },
};

/**
 * Talks to the backend plugin; its requests and answers are typed by the
 * backend's OpenAPI document.
 *
 * @public
 */
export class ProductionReadinessClient implements ProductionReadinessApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /** {@inheritDoc ProductionReadinessApi.listChecklists} */
  async listChecklists(): Promise<ChecklistSummary[]> {
    const client = await this.#client();
    return body(await client.GET('/checklists')).items;
  }

  /** {@inheritDoc ProductionReadinessApi.getConnections} */
  async getConnections(): Promise<ConnectionsView> {
    const client = await this.#client();
    return body(await client.GET('/connections'));
  }

  /** {@inheritDoc ProductionReadinessApi.getChecklist} */
  async getChecklist(
    id: string,
    options: { version?: string } = {},
  ): Promise<ChecklistView> {
    const client = await this.#client();
    return body(
      await client.GET('/checklists/{id}', {
        params: { path: { id }, query: { version: options.version } },
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.listScorecards} */
  async listScorecards(query: ScorecardsQuery = {}): Promise<ScorecardPage> {
    const client = await this.#client();
    return body(await client.GET('/scorecards', { params: { query } }));
  }

  /** {@inheritDoc ProductionReadinessApi.getScorecard} */
  async getScorecard({
    entityRef,
    ...query
  }: ScorecardRequest): Promise<ScorecardView> {
    const client = await this.#client();
    return body(
      await client.GET('/scorecards/{kind}/{namespace}/{name}', {
        params: { path: parseEntityRef(entityRef), query },
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.getHistory} */
  async getHistory({
    entityRef,
    ...query
  }: HistoryRequest): Promise<HistoryView> {
    const client = await this.#client();
    return body(
      await client.GET('/scorecards/{kind}/{namespace}/{name}/history', {
        params: { path: parseEntityRef(entityRef), query },
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.getGate} */
  async getGate({ entityRef, ...query }: ScorecardSelector): Promise<GateView> {
    const client = await this.#client();
    return body(
      await client.GET('/scorecards/{kind}/{namespace}/{name}/gate', {
        params: { path: parseEntityRef(entityRef), query },
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.requestRun} */
  async requestRun({
    entityRef,
    ...request
  }: ScorecardSelector): Promise<RunView> {
    const client = await this.#client();
    return body(
      await client.POST('/scorecards/{kind}/{namespace}/{name}/runs', {
        params: { path: parseEntityRef(entityRef) },
        body: request,
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.listRuns} */
  async listRuns({
    entityRef,
    ...query
  }: ScorecardSelector & PageRequest): Promise<RunPage> {
    const client = await this.#client();
    return body(
      await client.GET('/scorecards/{kind}/{namespace}/{name}/runs', {
        params: { path: parseEntityRef(entityRef), query },
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.getRun} */
  async getRun(request: {
    entityRef: string;
    runId: string;
  }): Promise<RunView> {
    const client = await this.#client();
    return body(
      await client.GET('/scorecards/{kind}/{namespace}/{name}/runs/{runId}', {
        params: {
          path: { ...parseEntityRef(request.entityRef), runId: request.runId },
        },
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.getAttestations} */
  async getAttestations({
    entityRef,
    ...query
  }: ScorecardSelector): Promise<AttestationsView> {
    const client = await this.#client();
    return body(
      await client.GET('/scorecards/{kind}/{namespace}/{name}/attestations', {
        params: { path: parseEntityRef(entityRef), query },
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.attest} */
  async attest({
    entityRef,
    ...request
  }: ScorecardSelector & {
    attestations: AttestationInput[];
  }): Promise<AttestationsGiven> {
    const client = await this.#client();
    return body(
      await client.POST('/scorecards/{kind}/{namespace}/{name}/attestations', {
        params: { path: parseEntityRef(entityRef) },
        body: request,
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.withdrawAttestation} */
  async withdrawAttestation({
    id,
    reason,
  }: {
    id: string;
    reason: string;
  }): Promise<Evaluated & { attestation: AttestationView }> {
    const client = await this.#client();
    return body(
      await client.POST('/attestations/{id}/withdraw', {
        params: { path: { id } },
        body: { reason },
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.listAttestations} */
  async listAttestations(
    query: AttestationsQuery = {},
  ): Promise<AttestationPage> {
    const client = await this.#client();
    return body(await client.GET('/attestations', { params: { query } }));
  }

  /** {@inheritDoc ProductionReadinessApi.listAttestationTasks} */
  async listAttestationTasks(
    query: { cursor?: string } = {},
  ): Promise<AttestationTaskPage> {
    const client = await this.#client();
    return body(await client.GET('/attestations/tasks', { params: { query } }));
  }

  /** {@inheritDoc ProductionReadinessApi.listWaivers} */
  async listWaivers(query: WaiversQuery = {}): Promise<WaiverPage> {
    const client = await this.#client();
    return body(await client.GET('/waivers', { params: { query } }));
  }

  /** {@inheritDoc ProductionReadinessApi.requestWaiver} */
  async requestWaiver(
    { entityRef, checklist, subject }: ScorecardSelector,
    input: WaiverInput,
  ): Promise<WaiverView> {
    const client = await this.#client();
    return body(
      await client.POST('/scorecards/{kind}/{namespace}/{name}/waivers', {
        params: { path: parseEntityRef(entityRef) },
        body: { ...input, checklist, subject },
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.approveWaiver} */
  async approveWaiver({
    id,
    note,
  }: {
    id: string;
    note?: string;
  }): Promise<WaiverView & Evaluated> {
    const client = await this.#client();
    return body(
      await client.POST('/waivers/{id}/approve', {
        params: { path: { id } },
        body: { note },
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.refuseWaiver} */
  async refuseWaiver({
    id,
    note,
  }: {
    id: string;
    note: string;
  }): Promise<WaiverView & Evaluated> {
    const client = await this.#client();
    return body(
      await client.POST('/waivers/{id}/refuse', {
        params: { path: { id } },
        body: { note },
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.revokeWaiver} */
  async revokeWaiver({
    id,
    reason,
  }: {
    id: string;
    reason: string;
  }): Promise<WaiverView & Evaluated> {
    const client = await this.#client();
    return body(
      await client.POST('/waivers/{id}/revoke', {
        params: { path: { id } },
        body: { reason },
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.listReviews} */
  async listReviews(query: ReviewsQuery = {}): Promise<ReviewPage> {
    const client = await this.#client();
    return body(await client.GET('/reviews', { params: { query } }));
  }

  /** {@inheritDoc ProductionReadinessApi.getReview} */
  async getReview(id: string): Promise<ReviewView> {
    const client = await this.#client();
    return body(
      await client.GET('/reviews/{id}', { params: { path: { id } } }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.openReview} */
  async openReview(input: ReviewInput): Promise<ReviewView> {
    const client = await this.#client();
    return body(await client.POST('/reviews', { body: input }));
  }

  /** {@inheritDoc ProductionReadinessApi.changeReview} */
  async changeReview(id: string, change: ReviewChange): Promise<ReviewView> {
    const client = await this.#client();
    return body(
      await client.PATCH('/reviews/{id}', {
        params: { path: { id } },
        body: change,
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.signReview} */
  async signReview(id: string, input: SignOffInput): Promise<ReviewView> {
    const client = await this.#client();
    return body(
      await client.POST('/reviews/{id}/sign-offs', {
        params: { path: { id } },
        body: input,
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.withdrawSignOff} */
  async withdrawSignOff(
    id: string,
    { role, reason }: { role: string; reason: string },
  ): Promise<ReviewView> {
    const client = await this.#client();
    return body(
      await client.POST('/reviews/{id}/sign-offs/{role}/withdraw', {
        params: { path: { id, role } },
        body: { reason },
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.decideReview} */
  async decideReview(id: string, input: DecisionInput): Promise<ReviewView> {
    const client = await this.#client();
    return body(
      await client.POST('/reviews/{id}/decision', {
        params: { path: { id } },
        body: input,
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.recordLaunch} */
  async recordLaunch(
    id: string,
    request: { at?: string } = {},
  ): Promise<ReviewView> {
    const client = await this.#client();
    return body(
      await client.POST('/reviews/{id}/launch', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.cancelReview} */
  async cancelReview(
    id: string,
    request: { reason: string },
  ): Promise<ReviewView> {
    const client = await this.#client();
    return body(
      await client.POST('/reviews/{id}/cancel', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.reopenReview} */
  async reopenReview(
    id: string,
    request: { reason: string },
  ): Promise<ReviewView> {
    const client = await this.#client();
    return body(
      await client.POST('/reviews/{id}/reopen', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.assignItem} */
  async assignItem(
    id: string,
    { item, ...request }: { item: string; owner: string; dueAt: string },
  ): Promise<ReviewView> {
    const client = await this.#client();
    return body(
      await client.PUT('/reviews/{id}/items/{item}', {
        params: { path: { id, item } },
        body: request,
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.getRecord} */
  async getRecord(id: string, format: RecordFormat): Promise<string> {
    const client = await this.#client();
    return body(
      await client.GET('/reviews/{id}/record', {
        params: { path: { id }, query: { format } },
        parseAs: 'text',
      }),
    );
  }

  /** {@inheritDoc ProductionReadinessApi.verifyRecords} */
  async verifyRecords(): Promise<RecordVerification> {
    const client = await this.#client();
    return body(await client.GET('/records/verify'));
  }

  /** {@inheritDoc ProductionReadinessApi.listRecordKeys} */
  async listRecordKeys(): Promise<RecordKey[]> {
    const client = await this.#client();
    return body(await client.GET('/records/keys')).keys;
  }

  /** {@inheritDoc ProductionReadinessApi.listLaunchesWithoutGo} */
  async listLaunchesWithoutGo(
    query: { cursor?: string } = {},
  ): Promise<{ launches: LaunchWithoutGo[]; nextCursor: string | null }> {
    const client = await this.#client();
    return body(
      await client.GET('/launches/without-go', { params: { query } }),
    );
  }

  async #client() {
    const client = createClient<paths>({
      baseUrl: await this.#discoveryApi.getBaseUrl(PLUGIN_ID),
      fetch: request => this.#fetch(request),
    });
    client.use(throwUnlessOk);
    return client;
  }

  /**
   * Hands an address and its options on, not the Request: the middlewares of
   * Backstage's fetchApi each make one of what they get, and the body of a
   * Request can be used only once.
   */
  async #fetch(request: Request): Promise<Response> {
    // Not every browser tells a Request's body: those of GET have none.
    const text = request.method === 'GET' ? undefined : await request.text();
    return this.#fetchApi.fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: text,
      signal: request.signal,
    });
  }
}

// A failure was thrown by the middleware: what is left without data is an
// answer with no body, which no operation of ours has.
function body<T>(answer: { data?: T; response: Response }): T {
  if (answer.data === undefined) {
    throw new Error(`Empty answer from ${answer.response.url}`);
  }
  return answer.data;
}
