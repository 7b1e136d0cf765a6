import { ConfigReader } from '@backstage/config';
import { readPostgresConfig } from './readPostgresConfig';

const SECRET = 'planted-s3cret-of-the-configuration';

function read(postgres: unknown) {
  return readPostgresConfig(
    new ConfigReader({
      productionReadiness: { collectors: { postgres } },
    } as any),
  );
}

const one = (connection: unknown, shared = {}) =>
  read({ ...shared, connections: { db: connection } }).get('db')!;

describe('readPostgresConfig', () => {
  it('is empty without configuration', () => {
    expect(readPostgresConfig(new ConfigReader({}))).toEqual(new Map());
    expect(read({ trustedCidrs: ['203.0.113.10/32'] })).toEqual(new Map());
  });

  it('reads a connection string', () => {
    expect(
      one({
        url: 'postgresql://reader:p%40ss@db.example.com/app?sslmode=require',
      }),
    ).toMatchObject({
      host: 'db.example.com',
      port: 5432,
      database: 'app',
      user: 'reader',
      password: 'p@ss',
      tls: { mode: 'require', ca: undefined },
    });
  });

  it('reads the parts, and verifies unless told otherwise', () => {
    const parts = { host: 'db', database: 'app', user: 'reader' };
    expect(one(parts)).toMatchObject({ tls: { mode: 'verify-full' } });
    expect(one({ ...parts, ssl: 'require' })).toMatchObject({
      tls: { mode: 'require' },
    });
    expect(
      one({ url: 'postgres://a:b@db:6543/app?sslmode=verify-ca' }),
    ).toMatchObject({ port: 6543, tls: { mode: 'verify-full' } });
  });

  it('finds a connection by the ref of an entity', () => {
    const config = read({
      connections: {
        'resource:default/db': { host: 'db', database: 'app', user: 'reader' },
      },
    });
    expect([...config.keys()]).toEqual(['resource:default/db']);
  });

  it('joins queries, and lets a connection replace the rest', () => {
    const { queries, expectedIndexes, expectedConstraints, exceptions } = one(
      {
        host: 'db',
        database: 'app',
        user: 'reader',
        queries: { 'seed-b': { sql: 'select 2', minimum: 5 } },
        expectedIndexes: ['own'],
        exceptions: { withoutPrimaryKey: ['own'] },
      },
      {
        queries: { 'seed-a': 'select 1', 'seed-b': 'select 0', x: 'select 3' },
        expectedIndexes: ['shared'],
        expectedConstraints: ['shared'],
        exceptions: { sequentialScans: ['shared'] },
      },
    );
    expect([...queries]).toEqual([
      ['seed-a', { sql: 'select 1', minimum: 1, foreignKey: false }],
      ['seed-b', { sql: 'select 2', minimum: 5, foreignKey: false }],
      ['x', { sql: 'select 3', minimum: null, foreignKey: false }],
    ]);
    expect({ expectedIndexes, expectedConstraints, exceptions }).toEqual({
      expectedIndexes: ['own'],
      expectedConstraints: ['shared'],
      exceptions: {
        sequentialScans: ['shared'],
        withoutPrimaryKey: ['own'],
        timestampsWithoutZone: [],
      },
    });
  });

  it.each([
    { name: 'another scheme', own: { url: `mysql://a:${SECRET}@db/app` } },
    { name: 'no URL', own: { url: SECRET } },
    {
      name: 'a URL without a host',
      own: { url: `postgresql:///app?password=${SECRET}` },
    },
    {
      name: 'a URL without a database',
      own: { url: `postgresql://a:${SECRET}@db` },
    },
    { name: 'a URL without a user', own: { url: `postgresql://db/app` } },
    {
      name: 'a bad escape',
      own: { url: `postgresql://a:${SECRET}%zz@db/app` },
    },
    {
      name: 'a parameter that changes where',
      own: { url: `postgresql://a:${SECRET}@db/app?host=other` },
    },
    {
      name: 'encryption that may be left out',
      own: { url: `postgresql://a:${SECRET}@db/app?sslmode=prefer` },
    },
    {
      name: 'two places',
      own: { url: `postgresql://a:${SECRET}@db/app`, host: 'db' },
    },
    { name: 'no user', own: { host: 'db', database: 'app', password: SECRET } },
    {
      name: 'an unknown key',
      own: { host: 'db', database: 'app', user: 'a', pasword: SECRET },
    },
    {
      name: 'an unknown ssl',
      own: {
        host: 'db',
        database: 'app',
        user: 'a',
        password: SECRET,
        ssl: 'no',
      },
    },
    {
      name: 'no file of an authority',
      own: {
        host: 'db',
        database: 'app',
        user: 'a',
        password: SECRET,
        ssl: { ca: '/nothing.pem' },
      },
    },
  ])('refuses $name, and shows no secret', ({ own }) => {
    let message = '';
    try {
      one(own);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain('collectors.postgres');
    expect(message).not.toContain(SECRET);
  });
});
