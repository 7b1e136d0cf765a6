import Ajv, { type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import spec from './__fixtures__/github-openapi.json';
import {
  standInVendor,
  startVendor,
  type RunningVendor,
  type StandInRequest,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { collectAll, collectorOf, NOW } from './__testUtils__/collect';

const vendor = standInVendor('github');
let running: RunningVendor;
let requests: StandInRequest[];
beforeAll(async () => {
  running = await startVendor({ vendor, now: NOW });
  await collectAll(collectorOf(running));
  requests = [...running.requests];
});
afterAll(() => running.close());

interface Operation {
  parameters?: any[];
  responses: Record<string, any>;
}

const paths = Object.entries(
  spec.paths as unknown as Record<string, { get?: Operation }>,
).flatMap(([path, { get }]) => (get ? [{ path, get }] : []));

/** A part in braces is one part, but `{path}`, which may be many or none. */
const patternOf = (path: string) =>
  new RegExp(
    `^${path.replace('/{path}', '(/.*)?').replace(/\{[^}]+\}/g, '[^/]+')}$`,
  );

function operationOf({ path }: StandInRequest) {
  const literal = (each: string) =>
    each.split('/').filter(p => !p.startsWith('{'));
  return paths
    .filter(each => patternOf(each.path).test(path))
    .sort(
      (one, other) => literal(other.path).length - literal(one.path).length,
    )[0];
}

const resolved = (value: any): any =>
  value?.$ref
    ? resolved(
        value.$ref
          .slice(2)
          .split('/')
          .reduce((at: any, name: string) => at[name], spec),
      )
    : value;

/** OpenAPI 3.0 says `nullable` where JSON Schema has a type for it. */
function toJsonSchema(value: any): any {
  if (Array.isArray(value)) return value.map(toJsonSchema);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, example, examples, discriminator, ...rest } = value;
  const schema = Object.fromEntries(
    Object.entries(rest).map(([name, inner]) => [name, toJsonSchema(inner)]),
  );
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

const ajv = new Ajv({ strict: false, validateFormats: true });
addFormats(ajv);
ajv.addSchema({
  $id: 'github',
  components: { schemas: toJsonSchema(spec.components.schemas) },
});

function errorsOf(schema: any, value: unknown): ErrorObject[] {
  const text = JSON.stringify(toJsonSchema(schema)).replaceAll(
    '"#/components/',
    '"github#/components/',
  );
  const validate = ajv.compile(JSON.parse(text));
  return validate(value) ? [] : validate.errors!;
}

/** One of each operation is enough: the same function asks the others. */
function ofEachOperation(): [string, StandInRequest][] {
  return [
    ...new Map(
      requests.map(request => [
        `${operationOf(request)?.path ?? request.path}${[
          ...request.url.searchParams.keys(),
        ].join()}`,
        request,
      ]),
    ),
  ];
}

describe('what GitHub publishes', () => {
  it('knows every path and parameter that is asked for', () => {
    const strange = requests.flatMap(request => {
      const operation = operationOf(request);
      if (!operation) return [request.path];
      const known = (operation.get.parameters ?? [])
        .map(resolved)
        .filter(parameter => parameter.in === 'query');
      return [...request.url.searchParams].flatMap(([name, text]) => {
        const parameter = known.find(each => each.name === name);
        if (!parameter) return [`${operation.path} ?${name}`];
        const schema = resolved(parameter.schema);
        const value =
          schema.type === 'string' || !schema.type ? text : JSON.parse(text);
        return errorsOf(parameter.schema, value).map(
          ({ message }) => `${operation.path} ?${name}=${text} ${message}`,
        );
      });
    });
    expect(requests.length).toBeGreaterThan(50);
    expect(strange).toEqual([]);
  });

  it('has the shapes in which the stand-in answers', () => {
    const world = vendor.world({ now: NOW });
    const cases = ofEachOperation();
    expect(cases.length).toBeGreaterThanOrEqual(17);
    const different = cases.flatMap(([name, request]) => {
      const operation = operationOf(request)!;
      const answer = vendor.answer(world, request);
      const response = resolved(operation.get.responses[answer.status]);
      const { schema } = response.content['application/json'];
      const body = JSON.parse(JSON.stringify(answer.body));
      return errorsOf(schema, body)
        .slice(0, 5)
        .map(
          ({ instancePath, message }) => `${name} ${instancePath} ${message}`,
        );
    });
    expect(different).toEqual([]);
  });

  it('would find a shape that is not', () => {
    const world = vendor.world({ now: NOW });
    delete world.tags[0].commit;
    const [, request] = ofEachOperation().find(([name]) =>
      name.startsWith('/repos/{owner}/{repo}/tags'),
    )!;
    const { get } = operationOf(request)!;
    const { schema } = resolved(get.responses['200']).content[
      'application/json'
    ];
    expect(errorsOf(schema, vendor.answer(world, request).body)).not.toEqual(
      [],
    );
  });
});
