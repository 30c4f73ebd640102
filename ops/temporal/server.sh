#!/bin/sh
# The image takes the database's password from its environment alone.
set -eu
POSTGRES_PWD="$(cat "${POSTGRES_PWD_FILE:-/run/secrets/temporal_db_password}")"
export POSTGRES_PWD
exec /etc/temporal/entrypoint.sh
