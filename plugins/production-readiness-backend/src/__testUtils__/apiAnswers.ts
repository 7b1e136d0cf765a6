import Ajv2020, { type ErrorObject } from 'ajv/dist/2020';
import { readOpenApiDocument } from '../routes/openApiDocument';

type Json = Record<string, any>;

/** Holds answers against the OpenAPI document; a field that it does not name is an error too. */
export function createAnswerChecker() {
  const document = readOpenApiDocument() as Json;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema(closed(document), 'api');

  return (options: {
    path: string;
    method: 'get' | 'post' | 'patch' | 'put';
    status: number;
    body: unknown;
  }): ErrorObject[] => {
    const { responses } = document.paths[options.path][options.method];
    const response = options.status in responses ? options.status : 'default';
    const shared: string | undefined = responses[response].$ref;
    const schema =
      shared !== undefined
        ? `api${shared}/content/${pointer('application/json')}/schema`
        : [
            'api#/paths',
            pointer(options.path),
            options.method,
            'responses',
            response,
            'content',
            pointer('application/json'),
            'schema',
          ].join('/');
    const validate = ajv.compile({ $ref: schema });
    validate(options.body);
    return validate.errors ?? [];
  };
}

/** Other schemas add to these with `allOf`, or the framework adds fields to them. */
const OPEN = [
  'LeafResult',
  'Error',
  'Evaluated',
  'AttestationTask',
  'WaiverView',
];

function closed(document: Json): Json {
  const copy = structuredClone(document);
  for (const [name, schema] of Object.entries<Json>(copy.components.schemas)) {
    if (!OPEN.includes(name)) close(schema);
  }
  return copy;
}

function close(schema: Json): void {
  if (schema === null || typeof schema !== 'object') return;
  if (schema.allOf) {
    schema.unevaluatedProperties = false;
    return;
  }
  if (schema.properties && schema.additionalProperties === undefined) {
    schema.additionalProperties = false;
  }
  Object.values(schema).forEach(close);
}

function pointer(segment: string): string {
  return encodeURIComponent(segment.replace(/~/g, '~0').replace(/\//g, '~1'));
}
