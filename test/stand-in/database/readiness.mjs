/** What Backstage is told of kamiyo-postgres, beside how to connect to it. */
export const readiness = {
  applicationRole: 'kamiyo_app',
  expectedIndexes: ['exploits_reported_at', 'audit_log_kind'],
  expectedConstraints: ['api_requests_tier', 'payments_amount_positive'],
  queries: {
    'audit-auth':
      "select count(*) from audit_log where kind = 'auth' and at > now() - interval '7 days'",
    'audit-admin':
      "select count(*) from audit_log where kind = 'admin' and at > now() - interval '30 days'",
    'audit-payment':
      "select count(*) from audit_log where kind = 'payment' and at > now() - interval '7 days'",
    'source-freshness':
      "select count(*) from sources where expected and (fetched_at is null or fetched_at < now() - interval '1 hour')",
    'social-last-post':
      'select min(newest) from (select max(posted_at) as newest from social_posts group by platform) platforms',
    'social-duplicates':
      'select count(*) from (select from social_posts group by exploit_id, platform having count(*) > 1) twice',
    'active-users':
      "select count(distinct k.account_id) from api_requests r join api_keys k on k.id = r.api_key_id where r.at > now() - interval '1 day'",
    signups:
      "select count(*) from accounts where created_at >= coalesce($1::timestamptz, now() - interval '7 days')",
    'usage-per-tier': 'select count(distinct tier) from api_requests',
    'orphans-api-keys': {
      sql: 'select count(*) from api_keys k where not exists (select from accounts a where a.id = k.account_id)',
      foreignKey: true,
    },
    'orphans-payments-session':
      'select count(*) from payments p where not exists (select from checkout_sessions s where s.id = p.checkout_session)',
    'seed-chains': { sql: 'select count(*) from chains', minimum: 10 },
    'testdata-example-users':
      "select count(*) from accounts where email like '%@example.com'",
  },
};
