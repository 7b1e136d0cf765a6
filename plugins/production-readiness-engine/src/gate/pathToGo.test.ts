import { evaluate } from '../evaluate/evaluate';
import { fact, inputOf, statement } from '../testing/fixtures';

const ROWS = {
  items: [{ id: 'i', criteria: [{ id: 'c', check: 'http.home.ok' }] }],
  critical: [
    { id: 'C1', title: 'Called', attest: { role: 'owner' } },
    { id: 'C2', title: 'Answers', check: 'http.health.ok' },
    { id: 'C3', title: 'Item', item: 'i' },
  ],
  go: [{ id: 'G1', title: 'All critical', critical: 'all' }],
};

it('names what several rows ask for once, by the first of them', () => {
  const { path } = evaluate(inputOf(ROWS)).document;
  expect(path.musts).toEqual(['C1', 'C2', 'i/c']);
});

it('takes what is stated of a critical row for all critical rows', () => {
  const { document } = evaluate(
    inputOf(ROWS, {
      attestations: [statement('C1', 'met')],
      facts: [
        fact('http.health', { ok: true }),
        fact('http.home', { ok: true }),
      ],
    }),
  );
  expect(document.path.musts).toEqual([]);
  expect(document.verdict).toBe('go');
});
