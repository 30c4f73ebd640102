#!/bin/sh
# Runs once, on an empty volume: one role and its own databases for Frontal, another one for Temporal.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 \
  --set temporal_password="$(cat /run/secrets/temporal_db_password)" \
  --set frontal_password="$(cat /run/secrets/frontal_db_password)" <<'SQL'
CREATE ROLE temporal LOGIN PASSWORD :'temporal_password';
CREATE ROLE frontal LOGIN PASSWORD :'frontal_password';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
CREATE DATABASE frontal OWNER frontal;
-- By default every role may connect to every database.
REVOKE CONNECT ON DATABASE temporal, temporal_visibility, frontal FROM PUBLIC;
SQL
