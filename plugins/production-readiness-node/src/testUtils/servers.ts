import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';

/** Servers on loopback that are closed together. */
export class TestServers {
  readonly #servers: Server[] = [];

  async http(handler: http.RequestListener): Promise<number> {
    return this.listen(patient(http.createServer(handler)));
  }

  async https(
    options: https.ServerOptions,
    handler: http.RequestListener,
  ): Promise<number> {
    return this.listen(patient(https.createServer(options, handler)));
  }

  /** Listens on a free port of 127.0.0.1. */
  async listen(server: Server): Promise<number> {
    this.#servers.push(server);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#servers.map(server => {
        if (server instanceof http.Server) server.closeAllConnections();
        if (server instanceof https.Server) server.closeAllConnections();
        return new Promise(resolve => {
          server.close(resolve);
        });
      }),
    );
  }
}

/**
 * On a busy machine a server closes a connection that idles for 5 s just as it
 * is used again, and a client that does not retry fails.
 */
function patient<T extends http.Server | https.Server>(server: T): T {
  return Object.assign(server, { keepAliveTimeout: 60_000 });
}
