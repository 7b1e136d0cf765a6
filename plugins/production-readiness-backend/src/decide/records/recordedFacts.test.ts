import type {
  FactRecord,
  JsonValue,
  Read,
  ScorecardDocument,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  scorecardDocument,
  storedFact,
} from '../../store/__testUtils__/samples';
import { recordedFacts, valueAt } from './recordedFacts';

const API = 'component:default/kamiyo-api';

function documentThatReads(...reads: Partial<Read>[]): ScorecardDocument {
  const document = scorecardDocument();
  return {
    ...document,
    go: [
      {
        id: 'G1',
        title: 'Row',
        truth: 'true',
        leaves: [
          {
            kind: 'check',
            truth: 'true',
            counted: true,
            strength: 'measured',
            reads: reads.map(read => ({
              entityRef: API,
              fact: 'http.health',
              path: [],
              ...read,
            })),
          },
        ],
      },
    ],
  };
}

const value: JsonValue = {
  status: 200,
  headers: { server: 'nginx', cookie: 'session' },
  hops: [{ url: 'a', secret: 1 }],
  body: 'not read',
};

describe('facts of a record', () => {
  it.each<{ name: string; paths: string[][]; kept: JsonValue }>([
    { name: 'one field', paths: [['status']], kept: { status: 200 } },
    {
      name: 'fields at several depths',
      paths: [['headers', 'server'], ['status']],
      kept: { headers: { server: 'nginx' }, status: 200 },
    },
    {
      name: 'the whole where something read the whole',
      paths: [['status'], []],
      kept: value,
    },
    {
      name: 'the outer of two that overlap',
      paths: [['headers', 'server'], ['headers']],
      kept: { headers: { server: 'nginx', cookie: 'session' } },
    },
    {
      name: 'a list as a whole',
      paths: [['hops', '0', 'url']],
      kept: { hops: [{ url: 'a', secret: 1 }] },
    },
    { name: 'nothing where a path leads nowhere', paths: [['x']], kept: {} },
    { name: 'nothing of a prototype', paths: [['constructor']], kept: {} },
  ])('keep of a value $name', ({ paths, kept }) => {
    const document = documentThatReads(...paths.map(path => ({ path })));
    const [fact] = recordedFacts(document, [storedFact({ value })]);
    expect(fact.value).toEqual(kept);
  });

  it('are those that a check read, without what the store keeps beside them', () => {
    const facts: FactRecord[] = [
      storedFact({ fact: 'tls.certificate' }),
      storedFact({ entityRef: 'component:default/other' }),
      storedFact({ value: undefined, error: { message: 'down', at: 't' } }),
    ];
    const document = documentThatReads({ path: ['status'] });
    const {
      collector,
      request,
      failingSince,
      value: _,
      ...rest
    } = storedFact();
    expect(recordedFacts(document, facts)).toEqual([
      { ...rest, error: { message: 'down', at: 't' } },
    ]);
    expect(recordedFacts(scorecardDocument(), facts)).toEqual([]);
  });

  it('are the same in whatever order they come', () => {
    const document = documentThatReads({}, { fact: 'tls.certificate' });
    const facts = [storedFact({ fact: 'tls.certificate' }), storedFact()];
    expect(recordedFacts(document, facts)).toEqual(
      recordedFacts(document, [...facts].reverse()),
    );
  });

  it('are bounded, and a cut says so', () => {
    const document = documentThatReads({ path: ['text'] });
    const long = storedFact({ value: { text: 'x'.repeat(100_000) } });
    const [fact] = recordedFacts(document, [long]);
    const text = valueAt(fact.value, ['text']);
    expect(String(text).length).toBeLessThan(2_100);
    expect(text).toMatch(/100000 characters/);
  });
});
