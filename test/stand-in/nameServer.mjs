import dgram from 'node:dgram';
import packet from 'dns-packet';

/**
 * A name server on loopback for the stand-in's zone.
 *
 * @param {{ zone: () => Record<string, { A?: string[], CAA?: object[], NS?: string[], broken?: boolean }> }} options
 *   names that the zone does not hold are NXDOMAIN, `broken` ones SERVFAIL
 */
export async function startNameServer({ zone, port = 0 }) {
  const socket = dgram.createSocket('udp4');
  socket.on('message', (message, peer) => {
    let query;
    try {
      query = packet.decode(message);
    } catch {
      return;
    }
    const [question] = query.questions;
    const records = zone()[question.name.toLowerCase()];
    const answers = (records?.[question.type] ?? []).map(data => ({
      name: question.name,
      type: question.type,
      ttl: 60,
      data,
    }));
    const SERVFAIL = 2;
    const NXDOMAIN = 3;
    const code = !records ? NXDOMAIN : records.broken ? SERVFAIL : 0;
    socket.send(
      packet.encode({
        type: 'response',
        id: query.id,
        flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | code,
        questions: query.questions,
        answers,
      }),
      peer.port,
      peer.address,
    );
  });
  const bind = wanted =>
    new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(wanted, '127.0.0.1', () => {
        socket.off('error', reject);
        resolve();
      });
    });
  await bind(port).catch(() => bind(0));
  return {
    port: socket.address().port,
    close: () => new Promise(resolve => socket.close(resolve)),
  };
}
