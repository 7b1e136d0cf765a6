/* eslint-disable new-cap -- openapi-fetch names its methods after those of HTTP */
import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import createClient, { type Middleware } from 'openapi-fetch';
import type {
  ChecklistSummary,
  ConnectionsView,
  GateView,
  HistoryView,
  RunView,
  ScorecardView,
} from '../model';
import type {
  ChecklistView,
  HistoryRequest,
  PageRequest,
  ProductionReadinessApi,
  RunPage,
  ScorecardPage,
  ScorecardRequest,
  ScorecardSelector,
  ScorecardsQuery,
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
