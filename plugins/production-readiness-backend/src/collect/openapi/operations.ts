import type { z } from 'zod';
import type { openApiSchemas } from './params';
import type { SpecDocument } from './readSpec';

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];
/** Paths that no version belongs to (coverage map, versioning). */
const UNVERSIONED =
  /^\/?(health|healthz|ready|readyz|live|livez|docs|redoc|openapi(\.json|\.yaml)?)?\/?$/;

/** One operation, with what its path says for all of its operations. */
export interface Operation {
  method: string;
  /** As the document spells it, with `{parameters}`. */
  path: string;
  definition: any;
  parameters: any[];
}

/** All operations of a document, in its order. */
export function operationsOf({ paths = {} }: SpecDocument): Operation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter(method => item?.[method]).map(method => ({
      method: method.toUpperCase(),
      path,
      definition: item[method],
      parameters: [
        ...(item.parameters ?? []),
        ...(item[method].parameters ?? []),
      ],
    })),
  );
}

/** What a document says of its operations, in numbers. */
export function countOperations(
  document: SpecDocument,
): z.infer<typeof openApiSchemas.operations> {
  const operations = operationsOf(document);
  const count = (test: (operation: Operation) => boolean) =>
    operations.filter(test).length;
  const paths = Object.keys(document.paths ?? {}).filter(
    path => !UNVERSIONED.test(path),
  );
  const schemes =
    document.components?.securitySchemes ?? document.securityDefinitions ?? {};
  return {
    count: operations.length,
    documented: count(isDocumented),
    withBody: count(hasBody),
    withExample: count(
      operation => hasBody(operation) && hasExample(operation),
    ),
    securitySchemes: Object.keys(schemes).length,
    withSecurity: count(
      ({ definition }) =>
        (definition.security ?? document.security) !== undefined,
    ),
    operationsWith429: count(
      ({ definition }) => definition.responses?.['429'] !== undefined,
    ),
    paths: paths.length,
    versionedPaths: paths.filter(path => /\/v\d+(\/|$)/.test(path)).length,
    versionHeader: operations.some(({ parameters }) =>
      parameters.some(
        parameter =>
          parameter?.in === 'header' && /version/i.test(parameter.name ?? ''),
      ),
    ),
  };
}

/** Whether a call needs credentials: an empty list says that it does not. */
export function isSecured(
  operation: Operation,
  document: SpecDocument,
): boolean {
  const security = operation.definition.security ?? document.security ?? [];
  return (
    security.length > 0 &&
    // An empty alternative lets everyone in.
    security.every((each: object) => Object.keys(each ?? {}).length > 0)
  );
}

function isDocumented({ definition }: Operation): boolean {
  const said = `${definition.summary ?? ''}${definition.description ?? ''}`;
  const responses = Object.values<any>(definition.responses ?? {});
  return (
    said.trim() !== '' &&
    responses.some(response => (response?.description ?? '').trim() !== '')
  );
}

/** What goes in and what comes back well; Swagger 2.0 has it in other places. */
function bodiesOf({ definition, parameters }: Operation): any[] {
  const good = Object.entries<any>(definition.responses ?? {})
    .filter(([status]) => /^2/.test(status))
    .map(([, response]) => response);
  return [
    ...[definition.requestBody, ...good].flatMap(each =>
      Object.values<any>(each?.content ?? {}),
    ),
    ...good.filter(each => each?.schema || each?.examples),
    ...parameters.filter(parameter => parameter?.in === 'body'),
  ];
}

function hasBody(operation: Operation): boolean {
  return bodiesOf(operation).length > 0;
}

function hasExample(operation: Operation): boolean {
  return bodiesOf(operation).some(body => holdsExample(body));
}

function holdsExample(body: any): boolean {
  const schema = body?.schema ?? {};
  const item = schema.items ?? {};
  const properties = Object.values<any>(
    schema.properties ?? item.properties ?? {},
  );
  const isExample = (each: any) =>
    each?.example !== undefined ||
    (each?.examples !== undefined && Object.keys(each.examples).length > 0);
  return (
    [body, schema, item].some(isExample) ||
    (properties.length > 0 && properties.every(isExample))
  );
}
