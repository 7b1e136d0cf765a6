import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Passes everything on to a port, until it freezes: connected, and nothing moves. */
export async function startProxy(to: number) {
  const sockets: Socket[] = [];
  const server = createServer(near => {
    const far = connect(to, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.push(socket);
      socket.on('error', () => {});
      socket.on('close', () => [near, far].forEach(each => each.destroy()));
    }
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise(done => {
        server.close(done);
      });
    },
  };
}
