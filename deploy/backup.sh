#!/usr/bin/env bash
# backup.sh DIRECTORY DATA_DIR: everything that a server needs to go on elsewhere, into a new directory.
# The database is that of PGHOST, PGDATABASE, PGUSER (huuva_owner) and PGPASSWORD or PGPASSFILE. See docs/backup.md.
set -euo pipefail
to=${1:?where to}
data=${2:?HUUVA_BACKEND_DATA_DIR}
umask 077
mkdir "$to"
pictures() { if [ -d "$data/media" ]; then cp --archive --no-clobber "$data/media" "$to/"; fi; }

# Before the dump: what is deleted meanwhile. After it: what came meanwhile. A file's name tells its content, so none changes.
pictures
pg_dump --format=custom --no-owner --file="$to/database.dump"
pictures
# What encrypts the secrets of webhooks, unless HUUVA_BACKEND_WEBHOOK_KEY does.
if [ -f "$data/webhook.key" ]; then cp --archive "$data/webhook.key" "$to/"; fi
pg_restore --list "$to/database.dump" >/dev/null
sums=$(cd "$to" && find . -type f -print0 | sort -z | xargs -0 sha256sum)
echo "$sums" >"$to/SHA256SUMS"
