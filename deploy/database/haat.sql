-- The databases of the three services with their roles: *_owner owns the tables and migrates, the other is the service's own, which row-level
-- security binds. For psql, as a role that may create roles and databases, with the six passwords in the environment. Run it once.
\set ON_ERROR_STOP on
\getenv catalog_owner CATALOG_OWNER_PASSWORD
\getenv catalog CATALOG_PASSWORD
\getenv orders_owner ORDERS_OWNER_PASSWORD
\getenv orders ORDERS_PASSWORD
\getenv sync_owner SYNC_OWNER_PASSWORD
\getenv sync SYNC_PASSWORD

-- Whoever runs this and is no superuser may give databases to the owners, and say who connects to them.
SET createrole_self_grant = 'set, inherit';

CREATE ROLE catalog_owner LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'catalog_owner';
CREATE ROLE catalog LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'catalog';
CREATE ROLE orders_owner LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'orders_owner';
CREATE ROLE orders LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'orders';
CREATE ROLE sync_owner LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'sync_owner';
CREATE ROLE sync LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'sync';

-- Text is compared by code point whatever the cluster's own locale, as in the tests.
CREATE DATABASE catalog OWNER catalog_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8';
CREATE DATABASE orders OWNER orders_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8';
CREATE DATABASE sync OWNER sync_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8';

REVOKE ALL ON DATABASE catalog, orders, sync FROM PUBLIC;
GRANT CONNECT ON DATABASE catalog TO catalog;
GRANT CONNECT ON DATABASE orders TO orders;
GRANT CONNECT ON DATABASE sync TO sync;
