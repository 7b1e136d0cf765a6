import { redactUrl } from '../evidence/redact';
import { OutgoingError, isUnreachable } from '../guard';
import type { Finding } from '../outcomes';
import { hostOf } from '../parameters';
import { answerEvidence, silenceEvidence, type Ask } from './client';
import { MAX_REQUESTS, requireSome } from './collectSeveral';
import type { HostsParams } from './params';

/** Which of several names there are, and what each answers at its root. */
export async function collectHosts(
  params: HostsParams,
  ask: Ask,
): Promise<Finding> {
  const hosts = [...new Set(params.hosts.map(readHost))];
  requireSome(hosts, 'no host is declared to be asked');
  const asked = await Promise.all(
    hosts.slice(0, MAX_REQUESTS).map(host => askHost(host, ask)),
  );
  const reachable = asked.every(({ silent }) => !silent);
  const whole = {
    reachable,
    failingSince: null,
    checks: asked.map(({ check }) => check),
    complete: hosts.length <= MAX_REQUESTS,
  };
  const evidence = asked.map(({ piece }) => piece);
  return reachable
    ? { value: whole, evidence }
    : { unreachable: whole, evidence };
}

async function askHost(host: string, ask: Ask) {
  const request = {
    url: `https://${host}/`,
    follow: 'none' as const,
    body: 'discard' as const,
  };
  try {
    const response = await ask(request);
    const { location } = response.headers;
    const check = {
      host,
      resolves: true,
      status: response.status,
      location: location === undefined ? null : redactUrl(location),
    };
    return { check, silent: false, piece: answerEvidence(request, response) };
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    // A name that is not there is an answer; one that is there and silent is not.
    const resolves =
      !(error instanceof OutgoingError) || error.code !== 'no-such-name';
    return {
      check: { host, resolves, status: null, location: null },
      silent: resolves,
      piece: silenceEvidence(request, error),
    };
  }
}

function readHost(text: string): string {
  const found = hostOf(text);
  if (!found) throw new Error(`'${text}' is not a host`);
  return found.host;
}
