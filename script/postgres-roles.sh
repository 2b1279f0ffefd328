#!/bin/sh
# Run once by the PostgreSQL image when it makes the database: the role that serves requests.
# It owns nothing and cannot get round row-level security; the migrations grant it what it needs.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$APP_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE alongside_app LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'password';
SQL
