#!/bin/sh
# Makes the secrets that docker-compose.yml reads from ops/secrets. What is there already is kept: the passwords are
# written into the database at its first start, and new ones would not fit it.
#
#   sh ops/make-secrets.sh
set -eu
umask 077
folder="$(dirname "$0")/secrets"
mkdir -p "$folder"

random() {
  od -An -N 24 -tx1 /dev/urandom | tr -d ' \n'
}

keep() {
  [ -s "$folder/$1" ] || printf '%s\n' "$2" >"$folder/$1"
  # Containers read the files as users of their own. The folder above keeps everybody else out.
  chmod 0644 "$folder/$1"
}

keep postgres_password "$(random)"
keep temporal_db_password "$(random)"
keep frontal_db_password "$(random)"
keep grafana_password "$(random)"
keep webhook_secret "whsec_$(head -c 32 /dev/urandom | base64 | tr -d '\n')"
keep prometheus_api_key "$(random)"
# TENANT:KEY with commas between them. Prometheus is a tenant of its own, that has no submissions.
keep frontal_api_keys "first:$(random),prometheus:$(cat "$folder/prometheus_api_key")"

echo "Secrets are in $folder. The API key of the tenant \"first\" stands in frontal_api_keys, Grafana's in grafana_password."
