import { brokenChecklistSentence } from './brokenChecklist';

const broken = {
  origin: '/checklists/shop.yaml',
  at: '2026-11-22T12:00:00.000Z',
  messages: ['shop.yaml:3:1: no such fact'],
};
const START =
  'of this checklist, from /checklists/shop.yaml, could not be loaded since 2026-11-22T12:00:00.000Z:';
const END = 'Version 1.0.0, the last good one, is in force.';

describe('what is said of a broken checklist', () => {
  it.each([
    [
      { ...broken, version: '1.1.0' },
      `Version 1.1.0 ${START} shop.yaml:3:1: no such fact. ${END}`,
    ],
    [broken, `A newer version ${START} shop.yaml:3:1: no such fact. ${END}`],
    [
      { ...broken, messages: ['a', 'b', 'c', 'd'] },
      `A newer version ${START} a; b; 2 more. ${END}`,
    ],
    [undefined, undefined],
  ])('%j', (given, sentence) => {
    expect(brokenChecklistSentence(given, '1.0.0')).toBe(sentence);
  });
});
