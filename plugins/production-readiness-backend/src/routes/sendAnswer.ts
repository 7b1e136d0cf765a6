import type { Request, Response } from 'express';
import type { Answer } from '../views/answerCache';

/**
 * Sends what was serialized before. Compressed where the reader takes that: the
 * framework would compress it anew for each.
 */
export async function sendAnswer(
  req: Request<any, any, any, any>,
  res: Response,
  answer: Answer,
): Promise<void> {
  res.type('json').vary('Accept-Encoding');
  // A Content-Encoding that is set keeps the framework from adding its own.
  if (req.acceptsEncodings('gzip')) {
    res.set('Content-Encoding', 'gzip').send(await answer.gzipped());
    return;
  }
  res.send(answer.plain);
}
