// Loaded before everything else of a server under test: its clock can be moved.
// The offset in milliseconds stands in the file that TEST_CLOCK names; timers
// run as ever.
const fs = require('node:fs');

const RealDate = Date;
let offset = 0;
const read = () => {
  try {
    offset = Number(fs.readFileSync(process.env.TEST_CLOCK, 'utf8')) || 0;
  } catch {
    offset = 0;
  }
};
read();
setInterval(read, 100).unref();

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + offset);
    else super(...given);
  }
  static now() {
    return RealDate.now() + offset;
  }
};
