#!/usr/bin/env node
/**
 * For deploy jobs, offline and with nothing but Node: whether a signed statement
 * allows the launch of a commit of an entity now, and whether an exported record
 * is as it was written. Exits with 0 where it does; with 1 and the reason where
 * it does not; with 2 where it was asked wrongly.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const USAGE = `Usage:
  production-readiness-verify --keys <keys.json> --entity <ref> --commit <sha>
      [--environment production] [--allow-exception] [--at <time>]
      [--record <record.json>] <statement.json>
  production-readiness-verify --record <record.json>

The commit is its full id. With --record the decision also has to be in the record,
not withdrawn and not made anew. keys.json holds the answer of GET /api/production-readiness/records/keys, fetched
once and kept where the deploy job is; the statement is the answer of
GET /api/production-readiness/reviews/<id>/record?format=dsse, the record that of
format=json.`;

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const STATEMENT = 'https://in-toto.io/Statement/v1';
const PREDICATE = 'https://production-readiness.dev/launch-decision/v1';
const RECORDS = 'production-readiness/record-export/v1';
/** So far may the clock of the signer be ahead. */
const SKEW_MS = 5 * 60 * 1000;
/** SHA-1 or SHA-256: a part of an id may be that of another commit. */
const COMMIT = /^([0-9a-f]{40}|[0-9a-f]{64})$/i;

/** Why it is refused, for the one who reads the log of the job. */
class Refused extends Error {}

/** Asked wrongly: nothing is said of the statement. */
class Misused extends Error {}

function refuseUnless(holds, why) {
  if (!holds) throw new Refused(why);
}

function readJson(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Misused(`${path} cannot be read: ${error.message}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(`${path} is no JSON`);
  }
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTime(value) {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function readKeys(path) {
  const read = readJson(path);
  const list = Array.isArray(read) ? read : read?.keys;
  if (!Array.isArray(list) || list.length === 0) {
    throw new Misused(`${path} names no key`);
  }
  return list.map(({ keyid, publicKey }) => {
    try {
      const key = createPublicKey(publicKey);
      if (key.asymmetricKeyType === 'ed25519') return { keyid, key };
    } catch {
      // Said below, as of a key of another kind.
    }
    throw new Misused(`${path}: '${keyid}' is no public ed25519 key in PEM`);
  });
}

/** The bytes that DSSE signs. */
function preAuthEncoding(payload) {
  const head = `DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** The statement inside, once one of the keys is known to have signed it. */
function openEnvelope(envelope, keys) {
  refuseUnless(
    isObject(envelope) &&
      typeof envelope.payload === 'string' &&
      Array.isArray(envelope.signatures),
    'this is no signed statement (DSSE)',
  );
  refuseUnless(
    envelope.payloadType === PAYLOAD_TYPE,
    `its payload is no in-toto statement but '${envelope.payloadType}'`,
  );
  const payload = Buffer.from(envelope.payload, 'base64');
  const signed = preAuthEncoding(payload);
  const named = envelope.signatures.filter(isObject);
  const known = named.filter(({ keyid }) =>
    keys.some(key => key.keyid === keyid),
  );
  refuseUnless(
    known.length > 0,
    `it is signed by none of the keys: '${named
      .map(({ keyid }) => keyid)
      .join("', '")}'`,
  );
  refuseUnless(
    known.some(({ keyid, sig }) =>
      keys.some(
        key =>
          key.keyid === keyid &&
          verify(null, signed, key.key, Buffer.from(`${sig}`, 'base64')),
      ),
    ),
    'its signature is not valid: it was altered, or another key signed it',
  );
  const statement = JSON.parse(payload.toString('utf8'));
  refuseUnless(
    statement._type === STATEMENT && statement.predicateType === PREDICATE,
    'it is no statement on a launch',
  );
  return statement;
}

/** Throws unless the statement allows this launch; answers what to print. */
function checkLaunch(statement, wanted) {
  const { predicate, subject } = statement;
  const { outcome, verdict, validUntil, issuedAt, environment } = predicate;
  // `<entity ref>@<version>`: a ref holds no @, a version may.
  const ofEntity = subject.filter(
    ({ name }) =>
      name.split('@')[0].toLowerCase() === wanted.entity.toLowerCase(),
  );
  refuseUnless(
    ofEntity.length > 0,
    `it is not about ${wanted.entity}, but about ${subject
      .map(({ name }) => name)
      .join(', ')}`,
  );
  const release = ofEntity.find(
    ({ digest }) =>
      digest.gitCommit.toLowerCase() === wanted.commit.toLowerCase(),
  );
  refuseUnless(
    release,
    `it is not about commit ${wanted.commit} of ${
      wanted.entity
    }, but about ${ofEntity.map(({ digest }) => digest.gitCommit).join(', ')}`,
  );
  refuseUnless(
    environment === wanted.environment,
    `it is about '${environment}', not '${wanted.environment}'`,
  );
  const isGo = outcome === 'go' && verdict === 'go';
  refuseUnless(
    isGo || (outcome === 'exception' && wanted.allowException),
    outcome === 'exception'
      ? 'the launch is by exception, against the verdict: it needs --allow-exception'
      : `what was decided is '${outcome}' at a verdict '${verdict}'`,
  );
  refuseUnless(
    isTime(issuedAt) && Date.parse(issuedAt) <= wanted.at + SKEW_MS,
    `it was issued at ${issuedAt}, after the time of this machine: one of the clocks is wrong`,
  );
  refuseUnless(
    isTime(validUntil) && wanted.at < Date.parse(validUntil),
    `it counted until ${validUntil}: fetch a new one`,
  );
  return `${isGo ? 'GO' : 'Launch by exception'}: ${release.name}, launch ${
    predicate.review.number
  } of ${predicate.subjectRef}, until ${validUntil}, record ${
    predicate.recordHash
  }`;
}

/** JSON as RFC 8785 writes it. */
function canonicalJson(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${members.join()}}`;
}

/** The records of an export; throws unless each is what its hash was made of. */
function openRecords(exported) {
  refuseUnless(
    isObject(exported) &&
      exported.schema === RECORDS &&
      Array.isArray(exported.records) &&
      exported.records.length > 0,
    'this is no export of records',
  );
  const { records } = exported;
  records.forEach(({ hash, record }, index) => {
    const made = createHash('sha256')
      .update(canonicalJson(record))
      .digest('hex');
    refuseUnless(
      hash === made,
      `record ${record?.sequence} is not what its hash was made of`,
    );
    const before = records[index - 1];
    refuseUnless(
      !before || before.record.sequence < record.sequence,
      `record ${record.sequence} is out of order`,
    );
    // Those of other reviews may stand between two of this one.
    refuseUnless(
      before?.record.sequence !== record.sequence - 1 ||
        record.previousHash === before.hash,
      `record ${record.sequence} does not follow the one before it`,
    );
  });
  return records;
}

/** Throws unless the decision is among the records, and still counts by them. */
function checkDecision(records, { recordHash }) {
  const decision = records.find(
    ({ hash, record }) => hash === recordHash && record.kind === 'decision',
  );
  refuseUnless(
    decision,
    `the decision that it is about (${recordHash}) is not in the record`,
  );
  const later = records.slice(records.indexOf(decision) + 1);
  for (const { record } of later) {
    refuseUnless(
      record.kind !== 'withdrawal',
      `the decision that it is about was withdrawn at ${record.at}`,
    );
    refuseUnless(
      record.kind !== 'decision',
      `it was decided anew at ${record.at}`,
    );
  }
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        keys: { type: 'string' },
        entity: { type: 'string' },
        commit: { type: 'string' },
        environment: { type: 'string', default: 'production' },
        'allow-exception': { type: 'boolean', default: false },
        at: { type: 'string' },
        record: { type: 'string' },
      },
    });
  } catch (error) {
    throw new Misused(error.message);
  }
}

function main() {
  const { values, positionals } = readArguments();
  const { keys, entity, commit, environment, at, record } = values;
  const about = [keys, entity, commit, ...positionals];
  if (record !== undefined && about.every(value => value === undefined)) {
    const records = openRecords(readJson(record));
    const { hash } = records[records.length - 1];
    return `${records.length} records hold, the last is ${hash}`;
  }
  if (!keys || !entity || !commit || positionals.length !== 1) {
    throw new Misused('keys, entity, commit and a statement are needed');
  }
  if (!COMMIT.test(commit)) {
    throw new Misused(`'${commit}' is no full id of a commit`);
  }
  if (at !== undefined && !isTime(at)) throw new Misused(`'${at}' is no time`);
  const statement = openEnvelope(readJson(positionals[0]), readKeys(keys));
  const allowed = checkLaunch(statement, {
    entity,
    commit,
    environment,
    allowException: values['allow-exception'],
    at: at === undefined ? Date.now() : Date.parse(at),
  });
  if (record !== undefined) {
    checkDecision(openRecords(readJson(record)), statement.predicate);
  }
  return allowed;
}

try {
  process.stdout.write(`${main()}\n`);
} catch (error) {
  if (error instanceof Misused) {
    process.stderr.write(`${error.message}\n\n${USAGE}\n`);
    process.exitCode = 2;
  } else {
    // Whatever else goes wrong inside of a statement refuses it too.
    process.stderr.write(`Refused: ${error.message}\n`);
    process.exitCode = 1;
  }
}
