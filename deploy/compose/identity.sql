-- Keycloak's own database.
\set ON_ERROR_STOP on
\getenv identity IDENTITY_PASSWORD
CREATE ROLE identity LOGIN PASSWORD :'identity';
CREATE DATABASE identity OWNER identity;
REVOKE ALL ON DATABASE identity FROM PUBLIC;
