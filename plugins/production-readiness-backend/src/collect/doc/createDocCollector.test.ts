import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  createOutgoingGuard,
  type OutgoingGuard,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  collectOne,
  component,
  valueOf,
  TestServers,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { TestRepository } from '../__testUtils__/repository';
import { createDocCollector } from './createDocCollector';

const PROSE = 'Who does what when something breaks, in which order. '.repeat(8);
const INCIDENT = `# Incidents\n\nLast reviewed: 2026-05-01\n\n${PROSE}\n\n## Escalation\n\nPage DATABASE_URL owners within 15 minutes.\n`;
const places = {
  incident: ['docs/**/*incident*.md'],
  'on-call': ['docs/on-call.md'],
};

let repository: TestRepository;
let servers: TestServers;
let guard: OutgoingGuard;
let port: number;
let pages: Record<string, { status: number; type: string; body: string }>;

beforeEach(async () => {
  repository = new TestRepository();
  servers = new TestServers();
  pages = {};
  port = await servers.http((request, response) => {
    const page = pages[request.url!] ?? { status: 404, type: '', body: '' };
    response
      .writeHead(page.status, { 'content-type': page.type })
      .end(page.body);
  });
  guard = createOutgoingGuard({
    config: new ConfigReader({
      productionReadiness: {
        http: { allow: [`wiki.example:${port}`, '127.0.0.0/8'] },
      },
    }),
    lookup: async () => [{ address: '127.0.0.1', family: 4 }],
    limits: { timeoutMs: 3000, retries: 0 },
  });
});

afterEach(async () => {
  repository.remove();
  await guard.close();
  await servers.close();
});

function collect(
  params: object,
  options: {
    annotations?: Record<string, string>;
    subject?: ReturnType<typeof component>;
    readUrl?: () => Promise<any>;
  } = {},
) {
  const config = new ConfigReader({});
  return collectOne(
    createDocCollector({
      repositories: repository.reader(),
      reader: mockServices.urlReader.mock(
        options.readUrl ? { readUrl: options.readUrl } : {},
      ),
      integrations: ScmIntegrations.fromConfig(config),
      guard,
    }),
    { places, ...params },
    {
      entity: repository.entity(options.annotations),
      subject: options.subject,
    },
  );
}

describe('doc', () => {
  it('finds a document at its default place', async () => {
    repository.write({ 'docs/INCIDENT_PLAN.md': INCIDENT });
    const outcome = await collect({
      document: 'incident',
      heading: 'escalation',
    });
    expect(valueOf(outcome)).toMatchObject({
      found: true,
      declared: false,
      matched: true,
      path: 'docs/INCIDENT_PLAN.md',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      headings: ['Incidents', 'Escalation'],
      keys: ['DATABASE_URL'],
      lastReviewed: '2026-05-01T00:00:00.000Z',
    });
  });

  it.each([
    {
      name: 'no document',
      files: {},
      params: {},
      says: /not at its default place/,
    },
    {
      name: 'a stub',
      files: { 'docs/incident.md': '# Escalation\nlater' },
      params: {},
      says: /stub of less than 300 characters/,
    },
    {
      name: 'no such section',
      files: { 'docs/incident.md': INCIDENT },
      params: { heading: 'post.?mortem' },
      says: /lacks a heading like 'post\.\?mortem'/,
    },
    {
      name: 'a review that is long ago',
      files: { 'docs/incident.md': INCIDENT.replace('2026', '2024') },
      params: {},
      says: /last reviewed more than 365 days ago/,
    },
    {
      name: 'a review that is too long ago for the row',
      files: { 'docs/incident.md': INCIDENT },
      params: { maxAgeDays: 10 },
      says: /last reviewed more than 10 days ago/,
    },
    {
      name: 'no date of a review where one is asked for',
      files: { 'docs/incident.md': INCIDENT.replace(/Last.*/, '') },
      params: { maxAgeDays: 90 },
      says: /does not say when it was last reviewed/,
    },
  ])('waits for a person: $name', async ({ files, params, says }) => {
    repository.write(files as any);
    expect(await collect({ document: 'incident', ...params })).toMatchObject({
      miss: {
        cause: 'waiting-for-person',
        message: expect.stringMatching(says),
      },
    });
  });

  it('knows a declared place where nothing is', async () => {
    const outcome = await collect(
      { document: 'incident' },
      { annotations: { 'production-readiness/doc-incident': 'docs/gone.md' } },
    );
    expect(valueOf(outcome)).toMatchObject({
      found: false,
      declared: true,
      matched: false,
      path: 'docs/gone.md',
    });
  });

  it('reads the place that the subject declares, and not the default one', async () => {
    repository.write({
      'handbook/alarm.md': INCIDENT,
      'docs/incident.md': 'stub',
    });
    const outcome = await collect(
      { document: 'incident', heading: 'escalation' },
      {
        subject: component({
          annotations: {
            'production-readiness/doc-incident': '/handbook/alarm.md',
          },
        }),
      },
    );
    expect(valueOf(outcome)).toMatchObject({
      declared: true,
      path: 'handbook/alarm.md',
    });
  });

  it('falls back to another document', async () => {
    repository.write({
      'docs/incident.md': INCIDENT,
      'docs/on-call.md': `${INCIDENT}\n## Hand-over\n\nOn Monday.`,
    });
    const outcome = await collect({
      document: 'incident',
      fallback: ['on-call'],
      heading: 'hand.?over',
    });
    expect(valueOf(outcome).path).toBe('docs/on-call.md');
  });

  it('has one hash for a document, whichever of its files is asked about', async () => {
    repository.write({
      'docs/a-incident.md': INCIDENT,
      'docs/b-incident.md': `${INCIDENT}\n## Severity\n\nx`,
    });
    const first = await collect({
      document: 'incident',
      heading: 'escalation',
    });
    const second = await collect({ document: 'incident', heading: 'severity' });
    expect(valueOf(second).path).toBe('docs/b-incident.md');
    expect(valueOf(first).hash).toBe(valueOf(second).hash);
    expect(
      await collect({ document: 'incident', heading: 'severity', each: true }),
    ).toMatchObject({
      miss: { message: expect.stringContaining('a-incident') },
    });
  });

  describe('at a URL', () => {
    const at = (path: string) => ({
      annotations: {
        'production-readiness/doc-incident': `http://wiki.example:${port}${path}`,
      },
    });
    const params = { document: 'incident', heading: 'escalation' };

    it.each([
      [
        'text/html',
        `<h1>Incidents</h1><p>${PROSE}</p><h2>Escalation</h2><p>x</p>`,
      ],
      ['text/markdown', INCIDENT],
    ])('is read as %s', async (type, body) => {
      pages['/plan'] = { status: 200, type, body };
      expect(valueOf(await collect(params, at('/plan')))).toMatchObject({
        found: true,
        declared: true,
        matched: true,
      });
    });

    it('is known to be missing after a 404', async () => {
      expect(valueOf(await collect(params, at('/gone')))).toMatchObject({
        found: false,
        matched: false,
      });
    });

    it('is not known where it may not be read', async () => {
      pages['/plan'] = { status: 403, type: '', body: '' };
      expect(await collect(params, at('/plan'))).toMatchObject({
        error: expect.stringContaining('answers 403'),
      });
    });

    it('is not asked for at a host that is not listed', async () => {
      expect(
        await collect(params, {
          annotations: {
            'production-readiness/doc-incident': 'https://other.example/x',
          },
        }),
      ).toMatchObject({
        error:
          'host other.example is not in productionReadiness.http.allow; add it',
      });
    });

    it('of a source host is read through Backstage', async () => {
      const annotations = {
        'production-readiness/doc-incident':
          'https://github.com/a/b/blob/main/plan.md',
      };
      const found = await collect(params, {
        annotations,
        readUrl: async () => ({ buffer: async () => Buffer.from(INCIDENT) }),
      });
      expect(valueOf(found)).toMatchObject({ found: true, declared: true });
      const missing = await collect(params, {
        annotations,
        readUrl: async () => {
          throw new NotFoundError('no');
        },
      });
      expect(valueOf(missing)).toMatchObject({ found: false, declared: true });
    });
  });
});
