-- Who may do what in kamiyo-postgres. Nobody signs in as the owner of the tables.
create role kamiyo_owner nologin;
create role kamiyo_app login password 'stand-in-app';
create role kamiyo_readiness login password 'stand-in-readiness' connection limit 3;
grant pg_monitor to kamiyo_readiness;
alter role kamiyo_readiness set default_transaction_read_only = on;
