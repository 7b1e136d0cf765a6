import { RepositoryReader } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { component } from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';

/** A repository in a directory of its own. */
export class TestRepository {
  readonly directory = realpathSync(mkdtempSync(path.join(tmpdir(), 'repo-')));

  write(files: Record<string, string>): this {
    for (const [file, content] of Object.entries(files)) {
      const target = path.join(this.directory, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    return this;
  }

  entity(annotations: Record<string, string> = {}): Entity {
    return component({
      annotations: {
        'backstage.io/source-location': `file:${this.directory}/`,
        ...annotations,
      },
    });
  }

  reader(): RepositoryReader {
    return localReader([this.directory]);
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }
}

/** Reads directories under these roots, and no URL. */
export function localReader(localRoots: string[]): RepositoryReader {
  return new RepositoryReader({
    reader: mockServices.urlReader.mock(),
    config: new ConfigReader({
      productionReadiness: { collectors: { repo: { localRoots } } },
    }),
  });
}
