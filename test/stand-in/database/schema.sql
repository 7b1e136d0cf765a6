-- KAMIYO's tables as far as the checklist asks about them.
create extension pg_stat_statements;
grant create on schema public to kamiyo_owner;
set role kamiyo_owner;

create table alembic_version (version_num varchar(32) primary key);
insert into alembic_version values ('0001');

create table accounts (
  id bigint generated always as identity primary key,
  email text not null unique,
  created_at timestamptz not null default now()
);
create table api_keys (
  id bigint generated always as identity primary key,
  account_id bigint not null references accounts (id),
  hash text not null unique
);
create index api_keys_account_id on api_keys (account_id);
create table api_requests (
  id bigint generated always as identity primary key,
  api_key_id bigint not null references api_keys (id),
  tier text not null constraint api_requests_tier check (tier in ('free', 'pro', 'team', 'enterprise')),
  at timestamptz not null default now()
);
create index api_requests_api_key_id on api_requests (api_key_id);
create index api_requests_at on api_requests (at);

create table chains (id text primary key);
create table sources (
  id text primary key,
  expected boolean not null default true,
  fetched_at timestamptz
);
create table exploits (
  id bigint generated always as identity primary key,
  chain_id text not null references chains (id),
  source_id text not null references sources (id),
  amount_usd numeric(20, 2) not null,
  reported_at timestamptz not null
);
create index exploits_chain_id on exploits (chain_id);
create index exploits_source_id on exploits (source_id);
create index exploits_reported_at on exploits (reported_at);

create table social_posts (
  id bigint generated always as identity primary key,
  exploit_id bigint not null references exploits (id),
  platform text not null,
  posted_at timestamptz not null
);
create index social_posts_exploit_id on social_posts (exploit_id, platform);

create table checkout_sessions (id text primary key);
create table payments (
  id bigint generated always as identity primary key,
  account_id bigint not null references accounts (id),
  checkout_session text not null, -- Stripe's id: no foreign key
  amount_cents bigint not null constraint payments_amount_positive check (amount_cents > 0)
);
create index payments_account_id on payments (account_id);

create table audit_log (
  id bigint generated always as identity primary key,
  kind text not null,
  at timestamptz not null default now()
);
create index audit_log_kind on audit_log (kind, at);

insert into accounts (email) select 'person-' || n || '@kamiyo.ai' from generate_series(1, 50) n;
insert into api_keys (account_id, hash) select id, md5(email) from accounts;
insert into api_requests (api_key_id, tier) select id, 'free' from api_keys;
insert into chains values
  ('ethereum'), ('solana'), ('base'), ('arbitrum'), ('optimism'), ('polygon'),
  ('bsc'), ('avalanche'), ('fantom'), ('sui'), ('aptos'), ('near');
insert into sources values ('rekt', true, now()), ('peckshield', true, now()), ('defillama', true, now());
insert into exploits (chain_id, source_id, amount_usd, reported_at)
  select 'ethereum', 'rekt', n * 1000, now() - n * interval '1 hour' from generate_series(1, 100) n;
insert into social_posts (exploit_id, platform, posted_at)
  select id, platform, reported_at from exploits, unnest(array['x', 'discord']) platform;
insert into checkout_sessions select 'cs_' || n from generate_series(1, 20) n;
insert into payments (account_id, checkout_session, amount_cents) select n, 'cs_' || n, 9900 from generate_series(1, 20) n;
insert into audit_log (kind) select unnest(array['auth', 'auth', 'admin', 'payment']);

reset role;
grant select, insert, update, delete on all tables in schema public to kamiyo_app;
revoke insert, update, delete on alembic_version from kamiyo_app;
-- What the named queries and the look at the migrations read, and no more.
grant select on alembic_version, accounts, api_keys, api_requests, chains, sources,
  social_posts, checkout_sessions, payments, audit_log to kamiyo_readiness;
analyze;
