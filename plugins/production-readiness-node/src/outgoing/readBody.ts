import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { OutgoingError } from './errors';

const DECODERS: Record<string, () => Transform> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

// Encodings can be stacked, and each layer may multiply the size by a thousand.
const MAX_ENCODINGS = 2;

/**
 * Reads and decompresses a body. Throws `too-large` as soon as more than
 * `maxBytes` come out (or come in), so that neither a long body nor a
 * compressed bomb is ever held in memory.
 */
export async function readBody(
  source: Readable,
  options: { contentEncoding: string | null; maxBytes: number; url: string },
): Promise<Buffer> {
  const { maxBytes, url } = options;
  const decoders = decodersFor(options.contentEncoding, url);
  const chunks: Buffer[] = [];
  const count = bounded(maxBytes, url);
  const collect = async (stream: AsyncIterable<Buffer>) => {
    const countOut = bounded(maxBytes, url);
    for await (const chunk of stream) {
      countOut(chunk.length);
      chunks.push(chunk);
    }
  };
  async function* counted(stream: AsyncIterable<Buffer>) {
    for await (const chunk of stream) {
      count(chunk.length);
      yield chunk;
    }
  }
  try {
    await pipeline([source, counted, ...decoders, collect] as any);
  } catch (error) {
    throw toBodyError(error, { url, decoded: decoders.length > 0 });
  }
  return Buffer.concat(chunks);
}

function decodersFor(contentEncoding: string | null, url: string): Transform[] {
  const names = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '' && name !== 'identity');
  const unknown = names.find(name => !Object.hasOwn(DECODERS, name));
  if (unknown || names.length > MAX_ENCODINGS) {
    throw new OutgoingError(
      'bad-response',
      `${url} answers in the encoding '${names.join(
        ', ',
      )}', which was not asked for`,
    );
  }
  return names.reverse().map(name => DECODERS[name]());
}

function bounded(maxBytes: number, url: string): (length: number) => void {
  let total = 0;
  return length => {
    total += length;
    if (total > maxBytes) {
      throw new OutgoingError(
        'too-large',
        `${url} answers with more than ${formatBytes(
          maxBytes,
        )}; no more than that is read`,
      );
    }
  };
}

function toBodyError(
  error: unknown,
  { url, decoded }: { url: string; decoded: boolean },
): unknown {
  const code = (error as { code?: string }).code ?? '';
  if (decoded && (code.startsWith('Z_') || code.startsWith('ERR__ERROR'))) {
    return new OutgoingError(
      'bad-response',
      `${url} answers with a body that does not decompress (${code})`,
      { cause: error },
    );
  }
  return error;
}

function formatBytes(bytes: number): string {
  return bytes >= 1024 * 1024
    ? `${Math.round(bytes / 1024 / 1024)} MiB`
    : `${bytes} bytes`;
}
