const words = (text, times) =>
  Array.from({ length: times }, () => `<p>${text}</p>`).join('');

const clause =
  'By using the service you agree to these terms; they say what you may expect from us, what we expect from you, how either of us can end the agreement, and which law applies if we ever disagree about it.';

const policy =
  'This section says in plain words what happens, on which ground, for how long, and whom to ask; it applies to every visitor, every account holder and every holder of an interface key, wherever they live.';

const updated = dated => (dated ? '<p>Last updated: 1 October 2026</p>' : '');

/** The public pages of kamiyo.ai. `dated` shows the date of the last change. */
export const pages = {
  '/terms': {
    title: 'Terms of Service',
    body: ({ dated }) =>
      `<main><h1>Terms of Service</h1>${updated(
        dated,
      )}<h2>The agreement</h2>${words(clause, 8)}<h2>Payment</h2>${words(
        clause,
        4,
      )}</main>`,
  },
  '/privacy': {
    title: 'Privacy Policy',
    body: () =>
      `<main><h1>Privacy Policy</h1>${updated(
        true,
      )}<h2>Information we collect</h2>${words(
        policy,
        5,
      )}<h2>Data retention</h2><p>Account data is kept for 30 days after an account is closed; invoices for 10 years.</p><h2>Your rights</h2><p>You may ask for access to your data, for its deletion or erasure, for portability and an export, and you may object to its use.</p>${words(
        policy,
        5,
      )}</main>`,
  },
  '/cookies': {
    title: 'Cookie Policy',
    body: () =>
      `<main><h1>Cookie Policy</h1>${updated(
        true,
      )}<h2>Categories</h2><p>Essential cookies keep you signed in. Analytics cookies count visits. Marketing cookies are not used. Preferences remember your theme.</p><h2>Your choice</h2><p>You can reject all but the essential ones, or manage them, at any time.</p>${words(
        policy,
        6,
      )}</main>`,
  },
  '/acceptable-use': {
    title: 'Acceptable Use Policy',
    body: () =>
      `<main><h1>Acceptable Use Policy</h1>${updated(true)}${words(
        clause,
        8,
      )}</main>`,
  },
  '/faq': {
    title: 'Questions and answers',
    body: () =>
      `<main><h1>Frequently asked questions</h1>${[
        'What is KAMIYO?',
        'Where do the reports come from?',
        'How do I pay?',
        'How do I cancel?',
      ]
        .map(question => `<h2>${question}</h2>${words(policy, 1)}`)
        .join('')}</main>`,
  },
  '/videos': {
    title: 'Videos',
    body: () =>
      `<main><h1>KAMIYO in five minutes</h1>${words(policy, 1)}</main>`,
  },
  '/docs': {
    title: 'Documentation',
    body: () =>
      `<main><h1>Documentation</h1><h2>Getting started</h2>${words(
        policy,
        4,
      )}</main>`,
  },
  '/auth/signup': {
    title: 'Sign up',
    body: () =>
      `<main><h1>Sign up</h1><form><label>E-mail <input type="email" name="email"/></label><label><input type="checkbox" name="terms" required/> I accept the <a href="/terms">Terms of Service</a></label><button>Create account</button></form>${words(
        policy,
        1,
      )}</main>`,
  },
  '/security': {
    title: 'Security',
    body: () =>
      `<main><h1>Reporting a vulnerability</h1>${words(policy, 2)}</main>`,
  },
  '/checkout': {
    title: 'Checkout',
    body: () =>
      `<main><h1>Checkout</h1><div id="card-element" data-stripe="true"></div><button>Pay</button></main>`,
  },
  '/pricing': {
    title: 'Pricing',
    body: () => `<main><h1>Pricing</h1>${words(clause, 2)}</main>`,
  },
};
