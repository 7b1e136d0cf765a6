import {
  component,
  standInVendor,
  startVendor,
  type RunningVendor,
  type StandInRequest,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import Ajv from 'ajv';
import datadog from './__fixtures__/datadog.json';
import { collectFrom } from './__testUtils__/collect';
import { createProviders } from './createProviders';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const MONITORS = '/api/v1/monitor';

interface Operation {
  parameters: {
    in: string;
    name: string;
    required?: boolean;
    schema: { type: string; maximum?: number };
  }[];
  schema: object;
}
const operations = Object.entries(
  datadog.operations as Record<string, Operation>,
).map(([template, operation]) => ({
  ...operation,
  template,
  pattern: new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`),
}));

const ajv = new Ajv({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'datadog', components: { schemas: datadog.schemas } });
const answers = new Map(
  operations.map(({ template, schema }) => [
    template,
    ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"datadog#/')),
    ),
  ]),
);

/** The operation of Datadog's document that a request is; undefined: it has none. */
function operationOf({ path }: StandInRequest) {
  return operations.find(({ pattern }) => pattern.test(path));
}

describe('Datadog', () => {
  const vendor = standInVendor('datadog');
  let running: RunningVendor;
  beforeAll(async () => {
    running = await startVendor({ vendor, now: NOW });
    const providers = createProviders(running);
    const now = new Date(NOW);
    const id = 'datadog';
    const entity = component({
      name: 'kamiyo-api',
      annotations: {
        'production-readiness/datadog-dashboards': 'abc-def-ghi',
      },
    });
    await collectFrom(providers, {
      fact: 'metrics',
      id,
      wanted: {
        spans: { query: 'apm.spans', window: 'PT24H' },
        tiers: { query: 'api.usage.tier', window: 'P7D' },
      },
      now,
      entity,
    });
    await collectFrom(providers, {
      fact: 'alerts',
      id,
      wanted: { unusual: { alert: 'unusual-activity' }, firing: {} },
      now,
      entity,
    });
    await collectFrom(providers, {
      fact: 'dashboards',
      id,
      wanted: { datadog: {} },
      now,
      entity,
    });
  });
  afterAll(() => running.close());

  it('is asked only what it documents, with parameters as it documents them', () => {
    const asked = running.requests.map(request => {
      const operation = operationOf(request);
      const names = [...request.url.searchParams.keys()];
      const documented = operation?.parameters ?? [];
      return {
        place: `${request.method} ${request.path}`,
        known: operation !== undefined,
        unknown: names.filter(
          name => !documented.some(each => each.name === name),
        ),
        missing: documented
          .filter(each => each.required && each.in === 'query')
          .filter(each => !names.includes(each.name))
          .map(each => each.name),
        unfit: documented
          .filter(each => names.includes(each.name))
          .filter(each => !fits(request.url.searchParams.get(each.name)!, each))
          .map(each => each.name),
      };
    });
    expect(asked.length).toBeGreaterThanOrEqual(4);
    for (const each of asked) {
      expect(each).toMatchObject({
        place: expect.stringMatching(/^GET /),
        known: true,
        unknown: [],
        missing: [],
        unfit: [],
      });
    }
  });

  it('answers in the stand-in as it documents', () => {
    for (const request of running.requests) {
      const { body } = vendor.answer(vendor.world({ now: NOW }), request);
      const validate = answers.get(operationOf(request)!.template)!;
      validate(body);
      expect({ path: request.path, errors: validate.errors }).toEqual({
        path: request.path,
        errors: null,
      });
    }
  });

  it('documents every field that is read of a monitor', () => {
    const { Monitor, MonitorOptions } = datadog.schemas as any;
    expect(Object.keys(Monitor.properties)).toEqual(
      expect.arrayContaining([
        'id',
        'name',
        'message',
        'tags',
        'deleted',
        'draft_status',
        'overall_state',
        'options',
        'matching_downtimes',
      ]),
    );
    expect(Object.keys(MonitorOptions.properties)).toEqual(
      expect.arrayContaining(['silenced', 'notify_no_data']),
    );
    const { items } = operations.find(({ template }) => template === MONITORS)!
      .schema as any;
    expect(items.$ref).toMatch(/Monitor$/);
  });
});

function fits(
  value: string,
  { schema }: Operation['parameters'][number],
): boolean {
  if (schema.type === 'boolean') return ['true', 'false'].includes(value);
  if (schema.type !== 'integer') return value !== '';
  return /^\d+$/.test(value) && Number(value) <= (schema.maximum ?? Infinity);
}
