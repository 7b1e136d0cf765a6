// `npm start`: installs, builds and runs everything, and prints the verdicts.
// `yarn start`: what a Backstage developer expects, backstage-cli's development server.
import { ensureToolchain } from './setup/toolchain.mjs';

ensureToolchain(import.meta.url);

const byYarn =
  process.env.npm_config_user_agent?.startsWith('yarn/') &&
  !process.env.PRODUCTION_READINESS_TOOLCHAIN;
const { demo } = await import('./setup/demo.mjs');
await demo({
  mode: byYarn ? 'development' : 'built',
  args: process.argv.slice(2),
});
