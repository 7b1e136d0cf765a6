import type { Evidence } from '../collector';
import { redact, redactUrl } from './redact';

// Together below the 2 KiB that a piece of evidence may have.
const MAX_REQUEST = 500;
const MAX_RESPONSE = 1000;
const MAX_LINK = 400;
const MAX_ERROR = 500;
/** Pieces of evidence that one fact keeps. */
const MAX_PIECES = 10;

/** Redacted and bounded evidence. */
export function evidence(raw: {
  request: string;
  response: string;
  link?: string;
}): Evidence {
  return {
    request: cut(redact(raw.request), MAX_REQUEST),
    response: cut(redact(raw.response), MAX_RESPONSE),
    ...(raw.link && isWebLink(raw.link)
      ? { link: cut(redactUrl(raw.link), MAX_LINK) }
      : {}),
  };
}

/** The same pieces, the last one with what came of all that was asked. */
export function noted(pieces: Evidence[], text: string): Evidence[] {
  return pieces.map((piece, index) =>
    index === pieces.length - 1
      ? evidence({ ...piece, response: `${piece.response}; ${text}` })
      : piece,
  );
}

/** The first few; the last one says how many were left out. */
export function boundedEvidence(pieces: Evidence[]): Evidence[] {
  if (pieces.length <= MAX_PIECES) return pieces;
  return [
    ...pieces.slice(0, MAX_PIECES - 1),
    {
      request: `${pieces.length - MAX_PIECES + 1} more requests`,
      response: 'not shown',
    },
  ];
}

/** The message of anything thrown, redacted and bounded. */
export function errorSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return cut(redact(message || 'unknown error'), MAX_ERROR);
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}

function isWebLink(link: string): boolean {
  return /^https?:\/\//i.test(link);
}
