import type { IncomingMessage, ServerResponse } from 'node:http';

/** A way in which a vendor fails, and the reason that has to be given for it. */
export interface VendorFault {
  name: string;
  answer(request: IncomingMessage, response: ServerResponse): void;
  reason: RegExp;
}

const status = (
  code: number,
  reason: RegExp,
  headers: Record<string, string> = {},
): VendorFault => ({
  name: [String(code), ...Object.keys(headers)].join(' with '),
  reason,
  answer(_, response) {
    response.writeHead(code, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end('{"message":"no"}');
  },
});

/**
 * What every endpoint of a vendor may do to us. Each has to leave the facts
 * that need it unknown with its reason, and all others as they were.
 */
export const VENDOR_FAULTS: VendorFault[] = [
  status(401, /credentials|401/),
  status(403, /403/),
  status(404, /404/),
  status(429, /limits the rate|429/, { 'retry-after': '3600' }),
  status(500, /500/),
  {
    name: 'no answer in time',
    answer() {},
    reason: /does not answer|did not answer/,
  },
  {
    name: 'truncated JSON',
    answer(_, response) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"data": [{"id": "x", "na');
    },
    reason: /not JSON|broken off/,
  },
  {
    name: 'a connection that breaks off',
    answer(_, response) {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': '1000',
      });
      response.write('{"data": [');
      setImmediate(() => response.destroy());
    },
    reason: /closes the connection|broken off/,
  },
  {
    name: 'another shape',
    answer(_, response) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"surprise": [{"nothing": "that is documented"}]}');
    },
    reason: /shape|documents/,
  },
];
