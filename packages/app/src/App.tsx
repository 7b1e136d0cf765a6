import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { signInModule } from './signIn';

/** Every other plugin is found among the dependencies of this package (`app.packages: all`). */
export default createApp({ features: [catalogPlugin, signInModule] });
