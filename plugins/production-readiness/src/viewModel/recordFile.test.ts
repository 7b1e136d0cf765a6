import { SYSTEM } from '../testing/kamiyoItems';
import { recordFile, RECORD_FORMATS } from './recordFile';

it('names each file after the launch', () => {
  expect(
    RECORD_FORMATS.map(
      format => recordFile({ subjectRef: SYSTEM, number: 12 }, format).name,
    ),
  ).toEqual([
    'kamiyo-launch-12.json',
    'kamiyo-launch-12.md',
    'kamiyo-launch-12.dsse.json',
  ]);
});
