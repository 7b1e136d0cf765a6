import { signOffs } from '../testing/reviewFixture';
import { outcomeShape, signOffShape, stateShape } from './reviewShapes';

it('shows a sign-off that is given, wanted, suspended and void each as it is', () => {
  expect(signOffs().map(signOffShape)).toEqual(['good', 'open', 'open', 'bad']);
  expect(signOffShape({ state: 'given', statement: 'no-go' })).toBe('bad');
});

it('shows an exception neither as a GO nor as a NO-GO', () => {
  expect(['good', 'bad']).not.toContain(outcomeShape('exception'));
});

it('shows no state as good before it is verified', () => {
  expect(stateShape('launched')).toBe('open');
  expect(stateShape('verified')).toBe('good');
  expect(stateShape('withdrawn')).toBe('bad');
});
