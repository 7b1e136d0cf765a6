const words = { go: 'GO', 'no-go': 'NO-GO', undecided: 'UNDECIDED' };

async function guestToken(url) {
  const response = await fetch(`${url}/api/auth/guest/refresh`, {
    method: 'POST',
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
  });
  if (!response.ok)
    throw new Error(`Guest sign-in answered ${response.status}`);
  return (await response.json()).backstageIdentity.token;
}

async function readScorecards(url, token) {
  const response = await fetch(
    `${url}/api/production-readiness/scorecards?limit=100`,
    {
      headers: { authorization: `Bearer ${token}` },
    },
  );
  if (!response.ok)
    throw new Error(
      `The scorecards answered ${response.status}: ${await response.text()}`,
    );
  return (await response.json()).items;
}

const parts = ref => /^([^:]+):([^/]+)\/(.+)$/.exec(ref).slice(1);

const address = (url, ref) => {
  const [kind, namespace, name] = parts(ref);
  return `${url}/catalog/${namespace}/${kind}/${name}/scorecard`;
};

/** Asks for a run of what was evaluated before this start. */
async function askForRuns(url, token, rows, since) {
  const old = rows.filter(
    row =>
      row.evaluatedAt && Date.parse(row.evaluatedAt) < since && !row.running,
  );
  for (const row of old) {
    await fetch(
      `${url}/api/production-readiness/scorecards/${parts(row.entityRef).join(
        '/',
      )}/runs`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ checklist: row.checklist.id }),
      },
    );
  }
}

/** Waits until every launch unit has been evaluated, and prints what came of it. */
export async function printVerdicts({ url, stopped, seconds = 180 }) {
  console.log('… Checks run');
  const end = Date.now() + seconds * 1000;
  const since = Date.now();
  let asked = false;
  let rows = [];
  let seen = '';
  while (!stopped() && Date.now() < end) {
    const token = await guestToken(url).catch(() => undefined);
    rows = token ? await readScorecards(url, token).catch(() => []) : [];
    if (rows.length && !asked) {
      asked = true;
      await askForRuns(url, token, rows, since);
    }
    const done = rows.filter(
      row =>
        row.evaluatedAt && Date.parse(row.evaluatedAt) >= since && !row.running,
    );
    const progress = `  ${done.length} of ${rows.length} evaluated`;
    if (rows.length && progress !== seen) console.log((seen = progress));
    if (rows.length >= 4 && done.length === rows.length) break;
    await new Promise(resolve => setTimeout(resolve, 1000));
  }
  if (stopped()) return rows;
  console.log('');
  for (const row of rows) {
    const verdict = row.evaluatedAt
      ? words[row.verdict] ?? 'no verdict'
      : 'not evaluated yet';
    console.log(
      `${verdict.padEnd(10)} ${row.entityRef}  (${row.checklist.title}: ${
        row.score.completed
      } of ${row.score.applicable} items)`,
    );
    for (const blocker of row.topBlockers.slice(0, 3))
      console.log(`             ${blocker}`);
    console.log(`             ${address(url, row.entityRef)}`);
  }
  console.log(
    `\nOpen ${url}/production-readiness: enter as guest to look, sign in as Ada Lovelace, the owner, to act.`,
  );
  console.log(
    'Mend the stand-in with `npm run stand-in healthy` (or degraded, down); the next run shows the change. Ctrl-C ends everything.',
  );
  return rows;
}
