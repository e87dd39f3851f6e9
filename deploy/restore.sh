#!/usr/bin/env bash
# restore.sh DIRECTORY DATA_DIR: what backup.sh made, into an empty database on which deploy/roles.sql was run, named as there.
# All or nothing of the database. Then, with the release that the backup is of: `python -m huuva_backend feed renew`.
set -euo pipefail
from=${1:?what backup.sh made}
data=${2:?HUUVA_BACKEND_DATA_DIR}
(cd "$from" && sha256sum --quiet --check SHA256SUMS)
pg_restore --dbname="${PGDATABASE:?}" --no-owner --exit-on-error --single-transaction "$from/database.dump"
mkdir -p "$data"
if [ -d "$from/media" ]; then cp --archive --no-clobber "$from/media" "$data/"; fi
if [ -f "$from/webhook.key" ]; then cp --archive --no-clobber "$from/webhook.key" "$data/"; fi
