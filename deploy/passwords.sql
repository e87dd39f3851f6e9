-- For psql, which reads them from its environment: psql --file deploy/roles.sql --file deploy/passwords.sql
\set ON_ERROR_STOP on
\getenv owner OWNER_PASSWORD
\getenv app APP_PASSWORD
\getenv measures MEASURES_PASSWORD
ALTER ROLE huuva_owner PASSWORD :'owner';
ALTER ROLE huuva_app PASSWORD :'app';
ALTER ROLE huuva_measures PASSWORD :'measures';
