import { accessSync, constants } from 'node:fs';
import path from 'node:path';

function isInstalled(tool: string): boolean {
  return (process.env.PATH ?? '').split(path.delimiter).some(folder => {
    try {
      accessSync(path.join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * A `describe` for tests against programs of the operating system, which npm
 * cannot install. Without them the tests are shown as skipped, with the command
 * that installs them; with `PRODUCTION_READINESS_TOOLS=required`, as in
 * `.ci/run`, they fail.
 */
/* eslint-disable jest/no-export, jest/valid-describe-callback, jest/valid-title, jest/no-disabled-tests, jest/expect-expect -- a describe of its own, which is told all of it */
export function describeWithTools(
  options: {
    /** Programs that have to be on the PATH. */
    tools: string[];
    /** Debian's packages that have them. */
    packages: string[];
  },
  name: string,
  tests: () => void,
): void {
  const missing = options.tools.filter(tool => !isInstalled(tool));
  if (missing.length === 0) {
    describe(name, tests);
    return;
  }
  const reason = `${missing.join(
    ', ',
  )} not installed: apt-get install ${options.packages.join(' ')}`;
  if (process.env.PRODUCTION_READINESS_TOOLS === 'required') {
    it(`${name} (${reason})`, () => {
      throw new Error(reason);
    });
    return;
  }
  describe.skip(`${name} (${reason})`, tests);
}
