import dgram from 'node:dgram';
import packet from 'dns-packet';

/**
 * A name server on loopback for the stand-in's zone.
 *
 * @param {{ zone: () => Record<string, { A?: string[], CAA?: object[], NS?: string[] }> }} options
 *   names that the zone does not hold are NXDOMAIN
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
    const NXDOMAIN = 3;
    socket.send(
      packet.encode({
        type: 'response',
        id: query.id,
        flags:
          packet.RECURSION_DESIRED |
          packet.RECURSION_AVAILABLE |
          (records ? 0 : NXDOMAIN),
        questions: query.questions,
        answers,
      }),
      peer.port,
      peer.address,
    );
  });
  await new Promise(resolve => socket.bind(port, '127.0.0.1', resolve));
  return {
    port: socket.address().port,
    close: () => new Promise(resolve => socket.close(resolve)),
  };
}
