import {
  API,
  API2,
  days,
  fact,
  judgeCriterion,
  statement,
  WEB,
} from '../testing/fixtures';
import type { EvaluateInput } from './input';

/** A statement on a member or the subject, bound to a hash of the document. */
const vouched = (entityRef: string, hash: string, at = days(-1)) =>
  statement('document:incident', 'met', {
    role: 'security',
    entityRef,
    at,
    boundTo: { fact: 'doc.incident', hash },
  });
const found = (entityRef: string) =>
  fact('doc.incident', { found: true, hash: 'abc' }, { entityRef });

it.each<[string, Pick<EvaluateInput, 'facts' | 'attestations'>, string]>([
  [
    'by one statement on the subject',
    { facts: [found(WEB.ref)], attestations: [vouched(WEB.ref, 'abc')] },
    'pass',
  ],
  [
    "by one on the member, of the member's document",
    { facts: [found(API.ref)], attestations: [vouched(API.ref, 'abc')] },
    'pass',
  ],
  [
    'by the newest of both',
    {
      facts: [found(WEB.ref)],
      attestations: [
        vouched(WEB.ref, 'abc', days(-2)),
        vouched(API.ref, 'old'),
      ],
    },
    'unknown',
  ],
  [
    'not by one on another member',
    { facts: [found(WEB.ref)], attestations: [vouched(API2.ref, 'abc')] },
    'unknown',
  ],
  [
    'whatever fact read it: any place may be named',
    {
      facts: [fact('http.home', { hash: 'xyz' })],
      attestations: [
        {
          ...vouched(WEB.ref, 'xyz'),
          boundTo: { fact: 'http.home', hash: 'xyz' },
        },
      ],
    },
    'pass',
  ],
  [
    'not if it is read no more',
    {
      facts: [{ ...found(WEB.ref), expiresAt: days(0) }],
      attestations: [vouched(WEB.ref, 'abc')],
    },
    'unknown',
  ],
])('4.5 a document is vouched for %s', (_, given, status) => {
  const { document } = judgeCriterion(
    { for: ['api'], attest: { role: 'security', document: 'incident' } },
    given,
  );
  expect(document.items[0].status).toBe(status);
});
