const key = [{ apiKey: [] }];
const limited = { 429: { description: 'More requests than the plan allows' } };
const refused = { 401: { description: 'No valid API key' } };

const json = (schema, example) => ({
  content: { 'application/json': { schema: { type: schema }, example } },
});

/** A GET or a DELETE that needs a key. */
const guarded = (summary, status, body = {}) => ({
  summary,
  security: key,
  responses: {
    [status]: { description: summary, ...body },
    ...refused,
    ...limited,
  },
});

/** A POST with a body, that needs a key. */
const making = (summary, example, made) => ({
  ...guarded(summary, 201, json('object', made)),
  requestBody: { required: true, ...json('object', example) },
});

const exploit = {
  id: 1,
  chain: 'base',
  title: 'Recorded exploit number 1 of the public feed',
};
const alert = { id: 'a1', chain: 'base', to: 'https://example.com/hook' };

/**
 * What kamiyo-api says of itself: all that lies below /api/v1. Health
 * addresses, the x402 gate and the webhook of Stripe are not for customers.
 */
export const openapi = {
  openapi: '3.1.0',
  info: { title: 'KAMIYO API', version: '2.4.0' },
  servers: [{ url: 'https://api.kamiyo.ai' }],
  components: {
    securitySchemes: {
      apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    },
  },
  paths: {
    '/api/v1/exploits': {
      get: {
        summary: 'Newest exploits',
        security: [],
        parameters: [
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 100 },
          },
        ],
        responses: {
          200: {
            description: 'A page of exploits',
            ...json('object', { items: [exploit] }),
          },
          ...limited,
        },
      },
    },
    '/api/v1/exploits/{id}': {
      parameters: [
        {
          name: 'id',
          in: 'path',
          required: true,
          schema: { type: 'integer' },
        },
      ],
      get: {
        summary: 'One exploit',
        security: [],
        responses: {
          200: { description: 'The exploit', ...json('object', exploit) },
          404: { description: 'There is none with this id' },
          ...limited,
        },
      },
    },
    '/api/v1/alerts': {
      get: guarded('Your alerts', 200, json('object', { items: [alert] })),
      post: making('Makes an alert', { chain: 'base', to: alert.to }, alert),
    },
    '/api/v1/keys': {
      get: guarded(
        'Your API keys, without their secrets',
        200,
        json('object', { items: [{ id: 'k1', name: 'bot' }] }),
      ),
      post: making(
        'Makes a key, whose secret is shown once',
        { name: 'bot' },
        { id: 'k1', name: 'bot' },
      ),
    },
    '/api/v1/account': { delete: guarded('Deletes your account', 204) },
    '/api/v1/account/export': {
      get: guarded(
        'All that is held of you',
        200,
        json('object', { account: { id: 'u1' }, alerts: [alert] }),
      ),
    },
    '/api/v1/admin/users': {
      get: guarded(
        'All accounts, for administrators',
        200,
        json('object', { items: [{ id: 'u1' }] }),
      ),
    },
  },
};
