import { createPrivateKey, createPublicKey, verify } from 'node:crypto';
import type {
  LaunchStatement,
  RecordedReview,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { canonicalJson } from '@production-readiness/backstage-plugin-production-readiness-engine';
import { scorecardDocument } from '../../store/__testUtils__/samples';
import { NO_RECORD } from '../../store/RecordStore';
import { keyPair } from './__testUtils__/keys';
import { API, COMMIT, DATABASE, recordedReview } from './__testUtils__/samples';
import {
  launchStatement,
  signStatement,
  type DecisionRecord,
} from './launchStatement';

const HOUR_MS = 60 * 60 * 1000;
const NOW = new Date('2026-12-01T10:00:00.000Z');
const later = (hours: number) =>
  new Date(NOW.getTime() + hours * HOUR_MS).toISOString();

function decisionRecord(
  changes: {
    decision?: Partial<DecisionRecord['decision']>;
    review?: Partial<RecordedReview>;
  } = {},
): DecisionRecord {
  return {
    schema: 'production-readiness/record/v1',
    id: 'record-1',
    sequence: 1,
    previousHash: NO_RECORD,
    at: NOW.toISOString(),
    review: recordedReview(changes.review),
    kind: 'decision',
    decision: {
      outcome: 'go',
      by: 'user:default/grace',
      reason: null,
      verdict: 'go',
      validUntil: later(72),
      ...changes.decision,
    },
    checklist: {
      id: 'kamiyo',
      version: '1.0.0',
      digest: 'd',
      title: 'KAMIYO',
      content: {} as DecisionRecord['checklist']['content'],
    },
    document: scorecardDocument({ verdict: 'go' }),
    facts: [],
    attestations: [],
    waivers: [],
    signOffs: [],
    openItems: [],
    exceptions: [],
  };
}

function statementOf(
  record = decisionRecord(),
  validForMs = 24 * HOUR_MS,
): LaunchStatement {
  return launchStatement(
    { hash: 'h'.repeat(64), record },
    { now: NOW, validForMs },
  )!;
}

describe('a signed statement', () => {
  it('is about each release that has a commit', () => {
    expect(statementOf()).toEqual({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: `${API}@2.4.0`, digest: { gitCommit: COMMIT } }],
      predicateType: 'https://production-readiness.dev/launch-decision/v1',
      predicate: {
        subjectRef: 'system:default/kamiyo',
        environment: 'production',
        review: { id: 'review-1', number: 12 },
        checklist: { id: 'kamiyo', version: '1.0.0', digest: 'd' },
        outcome: 'go',
        verdict: 'go',
        decidedAt: NOW.toISOString(),
        issuedAt: NOW.toISOString(),
        validUntil: later(24),
        releases: [
          { entityRef: API, version: '2.4.0', commit: COMMIT },
          { entityRef: DATABASE, version: '17', commit: null },
        ],
        recordHash: 'h'.repeat(64),
      },
    });
  });

  it.each([
    { name: 'its own time', decided: later(72), counts: later(24) },
    { name: 'that of the decision', decided: later(2), counts: later(2) },
    { name: 'no time', decided: null, counts: null },
  ])('counts for $name', ({ decided, counts }) => {
    const record = decisionRecord({ decision: { validUntil: decided } });
    expect(statementOf(record).predicate.validUntil).toBe(counts);
  });

  it('is none where there is no commit to be about', () => {
    const { pinned } = recordedReview();
    const record = decisionRecord({
      review: { pinned: { ...pinned, releases: [pinned.releases[1]] } },
    });
    expect(statementOf(record)).toBeUndefined();
  });

  it('is signed letter by letter as DSSE says', () => {
    const { privateKey, publicKey } = keyPair();
    const statement = statementOf();
    const envelope = signStatement(statement, {
      keyid: '2026',
      privateKey: createPrivateKey(privateKey),
      validForMs: 0,
    });
    const payload = canonicalJson(statement);
    const [{ keyid, sig }] = envelope.signatures;
    const type = 'application/vnd.in-toto+json';
    expect(envelope.payloadType).toBe(type);
    expect(Buffer.from(envelope.payload, 'base64').toString()).toBe(payload);
    expect(keyid).toBe('2026');
    expect(
      verify(
        null,
        Buffer.from(
          `DSSEv1 ${type.length} ${type} ${payload.length} ${payload}`,
        ),
        createPublicKey(publicKey),
        Buffer.from(sig, 'base64'),
      ),
    ).toBe(true);
  });
});
