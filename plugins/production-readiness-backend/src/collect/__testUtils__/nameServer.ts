import { createSocket } from 'node:dgram';
import packet from 'dns-packet';

/** Records by name and type; a name that is not there is NXDOMAIN. */
export type Zone = Record<string, Partial<Record<string, unknown[]>>>;

/** A name server on loopback; `silent` ones never answer. */
export async function startNameServer(options: {
  zone: Zone;
  silent?: boolean;
}): Promise<{ server: string; close(): Promise<void> }> {
  const socket = createSocket('udp4');
  socket.on('message', (message, peer) => {
    if (options.silent) return;
    const query = packet.decode(message);
    const [question] = query.questions!;
    const records = options.zone[question.name.toLowerCase()];
    const answers = (records?.[question.type] ?? []).map(data => ({
      name: question.name,
      type: question.type,
      ttl: 60,
      data,
    }));
    const reply = packet.encode({
      type: 'response',
      id: query.id,
      // eslint-disable-next-line no-bitwise
      flags: packet.RECURSION_AVAILABLE | (records ? 0 : 3),
      questions: query.questions,
      answers: answers as packet.Answer[],
    });
    socket.send(reply, peer.port, peer.address);
  });
  await new Promise<void>(resolve => {
    socket.bind(0, '127.0.0.1', resolve);
  });
  return {
    server: `127.0.0.1:${socket.address().port}`,
    close: () =>
      new Promise(resolve => {
        socket.close(() => resolve());
      }),
  };
}
