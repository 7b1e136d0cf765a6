// kamiyo-postgres by itself, for tests: prints one line of JSON and serves until its input ends.
import { createAuthority, createCertificate } from '../certificates.mjs';
import { DATABASE_HOST, startDatabase } from '../database.mjs';

const authority = await createAuthority();
const certificate = await createCertificate(authority, {
  names: [DATABASE_HOST],
  days: 80,
});
const { connection, port, config, close } = await startDatabase({
  certificate,
});
console.log(
  JSON.stringify({
    connection,
    port,
    host: DATABASE_HOST,
    ca: authority.pem,
    config,
  }),
);
process.stdin.resume();
process.stdin.on('end', async () => {
  await close();
  process.exit(0);
});
