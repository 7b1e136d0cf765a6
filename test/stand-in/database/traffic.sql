-- What KAMIYO's services do all day, once each: run by kamiyo_app.
select count(*) from api_requests where at > now() - interval '1 minute';
select * from exploits where reported_at > now() - interval '1 day' order by reported_at desc limit 20;
select a.email from api_keys k join accounts a on a.id = k.account_id where k.hash = md5('person-1@kamiyo.ai');
update sources set fetched_at = now();
