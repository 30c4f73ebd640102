#!/bin/sh
# Brings Temporal's two databases to the version of the server. setup-schema leaves one that has a version as it is.
set -eu
SQL_PASSWORD="$(cat "${SQL_PASSWORD_FILE:-/run/secrets/temporal_db_password}")"
export SQL_PASSWORD

tool() {
  temporal-sql-tool --plugin postgres12 --ep "${SQL_HOST:-postgres}" -p "${SQL_PORT:-5432}" -u temporal "$@"
}

for pair in temporal:temporal temporal_visibility:visibility; do
  database=${pair%%:*}
  tool --db "$database" setup-schema -v 0.0
  tool --db "$database" update-schema --schema-name "postgresql/v12/${pair##*:}"
done
