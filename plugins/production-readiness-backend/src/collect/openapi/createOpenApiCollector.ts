import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  compilePattern,
  CannotSay,
  collectEach,
  createFactCollector,
  isUnreachable,
  notDeclared,
  HOUR_MS,
  MINUTE_MS,
  SilenceError,
  type Evidence,
  type FactCollector,
  type Finding,
  type OutgoingGuard,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  answerEvidence,
  askFor,
  refuseChallenge,
  silenceEvidence,
  type Ask,
} from '../http/client';
import { countOperations, isSecured, operationsOf } from './operations';
import { openApiParams, openApiSchemas, type OpenApiParams } from './params';
import { readSpec, requireDocument, type ReadSpec } from './readSpec';

const PROTECTED = 'production-readiness/protected-paths';
/** GETs that one fact sends to see whether credentials are asked for. */
const MOST_PROBES = 20;

/** The API's own description, and what its GETs answer without credentials. */
export function createOpenApiCollector(options: {
  guard: OutgoingGuard;
}): FactCollector<OpenApiParams> {
  return createFactCollector<OpenApiParams>({
    id: 'openapi',
    title: 'OpenAPI document',
    params: openApiParams,
    valueSchema: ({ kind }) => openApiSchemas[kind],
    refreshAfterMs: HOUR_MS,
    expiresAfterMs: 3 * HOUR_MS,
    timeoutMs: 2 * MINUTE_MS,
    collect: context => {
      const ask = askFor(options.guard, {
        signal: context.signal,
        entityRef: stringifyEntityRef(context.entity),
      });
      // One fetch serves all facts of the entity.
      const specs = new Map<string, Promise<ReadSpec>>();
      const specAt = (url: string) => {
        const known = specs.get(url) ?? readSpec(url, ask);
        specs.set(url, known);
        return known;
      };
      const declared = declaredPaths(context.entity, context.subject);
      return collectEach(context, openApiParams, async ({ params }) =>
        collectOne(params, { spec: await specAt(params.url), ask, declared }),
      );
    },
  });
}

interface Found {
  spec: ReadSpec;
  ask: Ask;
  /** Paths that the entity declares to be protected. */
  declared: string[];
}

function declaredPaths(...entities: Entity[]): string[] {
  const [text = ''] = entities
    .map(({ metadata }) => metadata.annotations?.[PROTECTED])
    .filter(value => value !== undefined);
  return text
    .split(',')
    .map(path => path.trim())
    .filter(path => path.startsWith('/'));
}

async function collectOne(
  params: OpenApiParams,
  found: Found,
): Promise<Finding> {
  const { spec } = found;
  switch (params.kind) {
    case 'spec':
      return collectSpec(params, found);
    case 'operations':
      return {
        value: countOperations(requireDocument(spec)),
        evidence: [spec.evidence],
      };
    case 'guarded':
      return collectGuarded(params, found);
    default:
      return collectResponses(params, found);
  }
}

async function collectSpec(
  { docs }: Extract<OpenApiParams, { kind: 'spec' }>,
  { spec, ask }: Found,
): Promise<Finding> {
  const page = await statusOf(docs, ask);
  return {
    value: {
      found: spec.found,
      valid: spec.document !== undefined,
      version: spec.document?.openapi ?? spec.document?.swagger ?? null,
      docsStatus: page.status,
    },
    evidence: [spec.evidence, page.evidence],
  };
}

async function collectGuarded(
  params: Extract<OpenApiParams, { kind: 'guarded' }>,
  { spec, ask, declared }: Found,
): Promise<Finding> {
  const document = requireDocument(spec);
  const patterns = params.patterns.map(pattern => compilePattern(pattern));
  const matches = (path: string) =>
    patterns.some(pattern => pattern.test(path));
  const operations = operationsOf(document).filter(({ path }) => matches(path));
  const also = declared.filter(matches);
  if (operations.length === 0 && also.length === 0) {
    throw new CannotSay(
      notDeclared(
        'no path of the document is one of those asked about; name hidden ones in production-readiness/protected-paths',
      ),
      [spec.evidence],
    );
  }
  const base = baseOf(spec.url, document);
  const gets = operations
    .filter(({ method, path }) => method === 'GET' && !path.includes('{'))
    .map(({ path }) => base(path));
  const own = also.map(path => new URL(path, spec.url).href);
  const wanted = [...new Set([...gets, ...own])];
  const probes = await probeAll(wanted.slice(0, MOST_PROBES), ask);
  return {
    value: {
      operations: operations.map(operation => ({
        method: operation.method,
        path: operation.path,
        secured: isSecured(operation, document),
      })),
      probes: probes.map(({ path, status }) => ({ path, status })),
      complete: wanted.length <= MOST_PROBES,
    },
    evidence: [spec.evidence, ...probes.map(({ evidence }) => evidence)],
  };
}

async function collectResponses(
  { limit }: Extract<OpenApiParams, { kind: 'responses' }>,
  { spec, ask }: Found,
): Promise<Finding> {
  const document = requireDocument(spec);
  const base = baseOf(spec.url, document);
  const urls = operationsOf(document)
    .filter(({ method, path }) => method === 'GET' && !path.includes('{'))
    .map(({ path }) => base(path));
  const probes = await probeAll(urls.slice(0, limit), ask);
  const failing = probes.filter(({ status }) => status >= 500);
  return {
    value: {
      asked: probes.length,
      serverErrors: failing.map(({ path, status }) => ({ path, status })),
      complete: urls.length <= limit,
    },
    // Those that fail first: they are what a person looks for.
    evidence: [...failing, ...probes.filter(({ status }) => status < 500)].map(
      ({ evidence }) => evidence,
    ),
  };
}

interface Probe {
  path: string;
  status: number;
  evidence: Evidence;
}

/** Asks each without credentials; what does not answer says nothing, and nothing is then known of all. */
function probeAll(urls: string[], ask: Ask): Promise<Probe[]> {
  return Promise.all(
    urls.map(async url => {
      const { status, evidence } = await statusOf(url, ask);
      if (status === null) {
        throw new SilenceError(evidence.response, [evidence]);
      }
      return { path: new URL(url).pathname, status, evidence };
    }),
  );
}

async function statusOf(
  url: string,
  ask: Ask,
): Promise<{ status: number | null; evidence: Evidence }> {
  const request = { url, body: 'discard' as const };
  try {
    const response = await ask(request);
    const evidence = answerEvidence(request, response);
    refuseChallenge(url, response, [evidence]);
    return { status: response.status, evidence };
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return { status: null, evidence: silenceEvidence(request, error) };
  }
}

/**
 * Where a path of the document is served: below its first server, or Swagger's
 * base path, if that is on the host that the document came from; else beside
 * the document.
 */
function baseOf(
  specUrl: string,
  { servers, basePath }: { servers?: { url?: string }[]; basePath?: string },
): (path: string) => string {
  const named = servers?.[0]?.url ?? basePath ?? '/';
  const own = new URL(specUrl);
  const server = URL.canParse(named, own) ? new URL(named, own) : own;
  const prefix =
    server.origin === own.origin ? server.pathname.replace(/\/$/, '') : '';
  return path => `${own.origin}${prefix}${path}`;
}
