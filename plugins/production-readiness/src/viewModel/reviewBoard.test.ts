import { gate } from '../testing/gateFixture';
import { review } from '../testing/reviewFixture';
import { boardOf } from './reviewBoard';

it('shows the rows of the review, not those of today', () => {
  const pinned = review({ verdict: 'undecided', go: [] });
  const board = boardOf(pinned, gate());
  expect(board.verdict).toBe('undecided');
  expect(board.go).toEqual([]);
});

it('knows from the gate who ends an open step, and does without it', () => {
  const [first] = gate().path.musts;
  expect(boardOf(review(), gate()).steps[first].who).toBe('owner');
  expect(boardOf(review(), undefined).steps).toEqual({});
});

it('calls what the review names by its own titles', () => {
  const titles = { 'infrastructure.https-enforced': 'As it was called' };
  expect(boardOf(review({ titles }), gate()).titles).toMatchObject(titles);
});
