#!/bin/sh
# Makes this build the current version of its deployment where none was ever made so: submissions would wait for ever.
# Later builds are made current by hand (docs/upgrades.md). Asks for TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE,
# WORKER_DEPLOYMENT and BUILD_ID.
set -eu

# Fails as long as no worker of this build has polled.
see_to_it() {
  deployment="$(temporal worker deployment describe --name "$WORKER_DEPLOYMENT" --output json 2>&1)" || return 1
  case "$(printf %s "$deployment" | tr -d '[:space:]')" in
    *'"currentVersionChangedTime":"0001-01-01T00:00:00Z"'*)
      temporal worker deployment set-current-version --deployment-name "$WORKER_DEPLOYMENT" --build-id "$BUILD_ID" --yes ;;
    *'"currentVersionChangedTime":"'*)
      echo "What $WORKER_DEPLOYMENT runs on was chosen before: it stays." ;;
    *) return 1 ;;
  esac
}

tries=0
until see_to_it; do
  tries=$((tries + 1))
  [ "$tries" -lt "${TRIES:-300}" ] || { echo "$deployment" >&2; exit 1; }
  sleep 1
done
