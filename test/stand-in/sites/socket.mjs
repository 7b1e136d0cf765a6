import { WebSocketServer } from 'ws';

/** Plays the feed of kamiyo-api at /ws: open to everyone, kept alive by pings. */
export function socket({ defects }) {
  const server = new WebSocketServer({ noServer: true });
  const has = name => defects().includes(name);
  return (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    if (new URL(request.url, 'https://any').pathname !== '/ws')
      return stream.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
    if (has('api-socket-refused'))
      return stream.end(
        'HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n',
      );
    return server.handleUpgrade(request, stream, head, connection => {
      connection.on('error', () => connection.terminate());
      if (has('api-socket-dropped')) connection.close(1011);
    });
  };
}
