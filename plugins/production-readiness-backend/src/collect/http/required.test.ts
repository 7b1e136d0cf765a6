import { httpParams } from './params';
import { requireContent } from './required';

const silent = {
  unreachable: { reachable: false },
  evidence: [
    { request: 'GET https://shop.test/', response: 'shop.test is silent' },
  ],
};
const answered = (fields: Record<string, string | null>) => ({
  value: { reachable: true, fields },
  evidence: [],
});
const url = 'https://shop.test/';

describe('requireContent', () => {
  it.each([
    { url },
    { url, kind: 'paths', paths: ['/'] },
    { url, kind: 'assets' },
  ])('lets silence be a fact by default: %j', block => {
    expect(requireContent(httpParams.parse(block), silent)).toBe(silent);
  });

  it.each([
    { url, silence: 'error' },
    { url, silence: 'error', kind: 'paths', paths: ['/'] },
    { url, silence: 'error', kind: 'assets' },
  ])('says nothing of what a silent service holds: %j', block => {
    expect(() => requireContent(httpParams.parse(block), silent)).toThrow(
      'GET https://shop.test/: shop.test is silent',
    );
  });

  it('is a miss without a required field', () => {
    const params = httpParams.parse({
      url,
      fields: { cache: '/checks/cache' },
      required: ['cache'],
    });
    const present = answered({ cache: 'ok' });

    expect(requireContent(params, present)).toBe(present);
    expect(() => requireContent(params, answered({ cache: null }))).toThrow(
      'the answer has nothing at /checks/cache',
    );
  });
});
