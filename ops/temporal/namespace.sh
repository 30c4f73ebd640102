#!/bin/sh
# Waits for the server, and makes the namespace where there is none. The server address is TEMPORAL_ADDRESS.
set -eu
tries=0
until temporal operator cluster health >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || { echo 'Temporal does not become healthy' >&2; exit 1; }
  sleep 1
done

namespace="${TEMPORAL_NAMESPACE:-default}"
temporal operator namespace describe -n "$namespace" >/dev/null 2>&1 ||
  temporal operator namespace create -n "$namespace" --retention "${NAMESPACE_RETENTION:-168h}"
