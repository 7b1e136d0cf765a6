import { compilePattern } from '@production-readiness/backstage-plugin-production-readiness-node';
import { parseChecklist } from '@production-readiness/backstage-plugin-production-readiness-engine';
import { shippedFiles } from './testing/readShipped';

const QUIET = [
  '{"error":"not_found","message":"There is nothing at this address."}',
  '{"message":"An exception to the rule: select another error."}',
];
const TELLING: Record<string, string[]> = {
  exceptionName: ['{"error":"ValueException"}', '{"detail":"TypeError: x"}'],
  internals: [
    'Traceback (most recent call last)',
    'File "/srv/main.py", line 3',
    'main.py:12',
    'at /app/index.js',
    'SELECT id FROM users',
    'server: uvicorn/0.30',
  ],
};

describe('the patterns that kamiyo looks for in errors', () => {
  it.each(Object.entries(TELLING))('%s', async (name, telling) => {
    const { checklist } = parseChecklist(await shippedFiles('kamiyo'));
    const fact = checklist!.collect.find(each => each.fact === 'http.errors');
    const { matches } = fact!.params as { matches: Record<string, string> };
    const pattern = compilePattern(matches[name]);
    expect(telling.filter(text => !pattern.test(text))).toEqual([]);
    expect(QUIET.filter(text => pattern.test(text))).toEqual([]);
  });
});
