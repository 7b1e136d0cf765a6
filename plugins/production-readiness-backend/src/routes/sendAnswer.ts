import type { Request, Response } from 'express';
import type { Answer } from '../views/answerCache';

/** Sends what was serialized before, compressed where the reader takes that. */
export async function sendAnswer(
  req: Request<any, any, any, any>,
  res: Response,
  answer: Answer,
): Promise<void> {
  res.type('json').vary('Accept-Encoding');
  if (req.acceptsEncodings('gzip')) {
    // So marked, the framework does not compress it anew for each reader.
    res.set('Content-Encoding', 'gzip').send(answer.gzipped);
    return;
  }
  res.send(await answer.plain());
}
