import { sign } from 'node:crypto';
import type {
  LaunchRecord,
  LaunchStatement,
  SignedStatement,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { canonicalJson } from '@production-readiness/backstage-plugin-production-readiness-engine';
import { dsse } from '@sigstore/core';
import type { SigningConfig } from './config';

export type DecisionRecord = Extract<LaunchRecord, { kind: 'decision' }>;

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/**
 * What is signed of a decision. It counts no longer than the decision, and no
 * longer than `validForMs`: who verifies it offline does not hear of a GO that
 * was withdrawn. Undefined where no release has a commit: it would be about
 * nothing.
 */
export function launchStatement(
  { hash, record }: { hash: string; record: DecisionRecord },
  { now, validForMs }: { now: Date; validForMs: number },
): LaunchStatement | undefined {
  const { review, checklist, decision } = record;
  const { releases } = review.pinned;
  const subject = releases.flatMap(({ entityRef, version, commit }) =>
    commit === null
      ? []
      : [{ name: `${entityRef}@${version}`, digest: { gitCommit: commit } }],
  );
  if (subject.length === 0) return undefined;
  const latest = new Date(now.getTime() + validForMs).toISOString();
  const { validUntil } = decision;
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject,
    predicateType: 'https://production-readiness.dev/launch-decision/v1',
    predicate: {
      subjectRef: review.subjectRef,
      environment: 'production',
      review: { id: review.id, number: review.number },
      checklist: {
        id: checklist.id,
        version: checklist.version,
        digest: checklist.digest,
      },
      outcome: decision.outcome,
      verdict: decision.verdict,
      decidedAt: record.at,
      issuedAt: now.toISOString(),
      validUntil:
        validUntil !== null && latest < validUntil ? latest : validUntil,
      releases,
      recordHash: hash,
    },
  };
}

/** The statement in a DSSE envelope. */
export function signStatement(
  statement: LaunchStatement,
  { keyid, privateKey }: NonNullable<SigningConfig['signer']>,
): SignedStatement {
  const payload = Buffer.from(canonicalJson(statement));
  const encoded = dsse.preAuthEncoding(PAYLOAD_TYPE, payload);
  return {
    payloadType: PAYLOAD_TYPE,
    payload: payload.toString('base64'),
    signatures: [
      { keyid, sig: sign(null, encoded, privateKey).toString('base64') },
    ],
  };
}
