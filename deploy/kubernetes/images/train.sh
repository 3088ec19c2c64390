#!/usr/bin/env bash
# The training run of an image: starts the service without any server, sends it requests, stops it, and looks whether a cache was left.
# Nothing here is used later on: no database is asked, no key is real.
set -euo pipefail

export QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=8080 QUARKUS_SHUTDOWN_TIMEOUT=1s
export QUARKUS_OIDC_AUTH_SERVER_URL=http://127.0.0.1:1/realms/training QUARKUS_OIDC_CONNECTION_TIMEOUT=1s QUARKUS_OIDC_CONNECTION_DELAY=1s
export QUARKUS_DATASOURCE_JDBC_URL=jdbc:mysql://127.0.0.1:1/training QUARKUS_DATASOURCE_USERNAME=training QUARKUS_DATASOURCE_PASSWORD=training
export QUARKUS_DATASOURCE_JDBC_MIN_SIZE=0 QUARKUS_FLYWAY_MIGRATE_AT_START=false
export QUARKUS_HIBERNATE_ORM_SCHEMA_MANAGEMENT_STRATEGY=none QUARKUS_HIBERNATE_ORM_DATABASE_VERSION_CHECK_ENABLED=false
export KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1 QUARKUS_OTEL_SDK_DISABLED=true
JIEDUI_HASH_KEY=$(head -c 32 /dev/zero | base64 -w0)
export JIEDUI_HASH_KEY JIEDUI_KEYS="k1:$JIEDUI_HASH_KEY"

answer() { # answer <path>: the status line of one GET, nothing when nobody answers
  exec 3<>/dev/tcp/127.0.0.1/8080 || return 1
  printf 'GET %s HTTP/1.1\r\nHost: training\r\nAccept: */*\r\nConnection: close\r\n\r\n' "$1" >&3
  head -n 1 <&3
  cat <&3 > /dev/null
  exec 3>&-
}

java -XX:AOTCacheOutput=/app/aot/app.aot @/app/jvm.args > /tmp/training.log 2>&1 &
process=$!
for ((second = 0; second < 180; second++)); do
  kill -0 "$process" 2> /dev/null || { cat /tmp/training.log; echo "training: the service ended by itself"; exit 1; }
  (answer /q/health/started) 2> /dev/null | grep -q '^HTTP' && break
  sleep 1
done
for path in /q/health/live /q/health/started /q/metrics /q/openapi /api/v1/training /api/v1/households /api/v1/pairings /api/v1/evaluation-cycles /api/v1/inbox; do
  for round in 1 2 3; do
    (answer "$path") > /tmp/status 2> /dev/null || true
  done
  echo "training: $path $(tr -d '\r' < /tmp/status)"
done
kill -TERM "$process"
wait "$process" || true
rm -f /tmp/training.log /tmp/status
if [ ! -s /app/aot/app.aot ]; then
  echo "training: no cache was left"
  exit 1
fi
echo "training: $(du -m /app/aot/app.aot | cut -f1) MB of cache"
