import { CustomErrorBase, InputError } from '@backstage/errors';
import express, { type RequestHandler } from 'express';

/** What a report may have at most, whatever its type. */
export const MAX_REPORT_BYTES = 5 * 1024 * 1024;

const PATH = /^\/reports\/[^/]+$/;

/** Answered with status 413. */
export class TooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  readonly statusCode = 413;
}

/**
 * Bodies of reports: JSON, or text for XML, up to 5 MiB. Parsed before the
 * router's own parser, which takes 100 kB and leaves alone what is parsed.
 */
export function reportBodies(): RequestHandler[] {
  const json = express.json({
    type: ['application/json', 'application/*+json'],
    limit: MAX_REPORT_BYTES,
  });
  const text = express.text({
    type: ['application/xml', 'text/xml', 'application/*+xml'],
    limit: MAX_REPORT_BYTES,
  });
  return [json, text].map(
    (parse): RequestHandler =>
      (req, res, next) => {
        if (req.method !== 'POST' || !PATH.test(req.path)) {
          next();
          return;
        }
        parse(req, res, (error?: any) =>
          error ? next(explained(error)) : next(),
        );
      },
  );
}

/** The parser's error in words that say what to do; the body is never quoted. */
function explained(error: { type?: string }): unknown {
  switch (error.type) {
    case 'entity.too.large':
      return new TooLargeError(
        'A report may have 5 MiB at most; leave out what no check reads, or split it by tool',
      );
    case 'entity.parse.failed':
      return new InputError('The body is no JSON');
    default:
      return error;
  }
}
