import { checklistOptions } from './availableChecklists';

it('tells apart launch units that share a checklist', () => {
  expect(
    checklistOptions([
      { id: 'a', title: 'A', subjectRef: 'system:default/x' },
      { id: 'a', title: 'A', subjectRef: 'system:default/y' },
      { id: 'b', title: 'B', subjectRef: 'system:default/x' },
    ]).map(({ key, ambiguous }) => [key, ambiguous]),
  ).toEqual([
    ['a|system:default/x', true],
    ['a|system:default/y', true],
    ['b|system:default/x', false],
  ]);
});
