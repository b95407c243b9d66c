#!/usr/bin/env bash
# Builds the image and proves what the Dockerfile promises. Wants a Docker engine; without one, and as root on Debian,
# it uses buildah and a stand-in base image. Closes with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

image=postman-scim-emulator:check
version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' package.json)
revision=$(git rev-parse HEAD 2>/dev/null || echo unknown)
work=$(mktemp -d)
passed=0
failed=0

# Runs what follows the description; its output is shown only when it fails.
check() {
  local says=$1
  shift
  if "$@" >"$work/output" 2>&1; then
    passed=$((passed + 1))
    echo "ok - $says"
  else
    failed=$((failed + 1))
    echo "not ok - $says"
    tail -n 25 "$work/output" | sed 's/^/    /'
  fi
}

finish() {
  engine_clean >/dev/null 2>&1
  rm -rf "$work"
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ] && [ "$passed" != 0 ]
  exit
}

if docker info >/dev/null 2>&1; then
  . docker/check/docker.sh
else
  . docker/check/buildah.sh
fi
trap finish EXIT
trap 'exit 130' INT TERM

equals() { [ "$1" = "$2" ] || { echo "expected: $2"; echo "got:      $1"; return 1; }; }
config_is() { equals "$(engine_config "$1")" "$2"; }
milliseconds() { date +%s%3N; }

scim() { # method, path, further curl arguments: prints the body, fails unless the answer is a success
  local method=$1 path=$2
  shift 2
  engine_curl --fail-with-body -sS -m 10 -X "$method" -H 'Authorization: Bearer emulator-scim-key' "$@" "$path"
}

answers() { # waits for the server's health, ten seconds at most; further arguments go to curl
  for _ in $(seq 100); do
    engine_curl -fsS -m 2 "$@" /_emulator/health && return
    sleep 0.1
  done
  engine_log
  return 1
}

provisions() {
  scim POST /scim/v2/Users -H 'Content-Type: application/json' -d '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
    "userName":"'"$1"'","name":{"givenName":"Image","familyName":"Check"},"active":true}'
}
knows() { scim GET "/scim/v2/Users" | grep -F "$1"; }

stops_within_a_second() {
  local from
  from=$(milliseconds)
  engine_stop
  took=$(($(milliseconds) - from))
  echo "exit $code after $took ms"
  engine_log | tail -n 5
  [ "$code" = 0 ] && [ "$took" -lt 1000 ]
}

refuses_to_write() { # the program's own folder and the system's: nothing but the volume takes a file
  ! engine_exec touch /app/x && ! engine_exec touch /tmp/x && ! engine_exec touch /etc/x && engine_exec touch /data/x
}
runs_as_1000() { engine_exec sh -c 'grep -E "^(Uid|Gid):" /proc/1/status' | grep -cE '\s1000\s+1000\s+1000\s+1000$' | grep -qx 2; }
is_pid_1() { engine_exec sh -c 'tr "\0" " " </proc/1/cmdline' | grep -F 'node /app/dist/src/cli/bin.js'; }
production_only() {
  engine_exec sh -c 'ls /app; ls /app/node_modules; ls /app/dist' >"$work/files"
  cat "$work/files"
  ! grep -qxE 'test|tap|typescript|@biomejs|node|fast-check' "$work/files"
}

has_compiled_code() { # more than the few files that bin.js and wait alone would leave
  [ "$(engine_exec find /app/.compile-cache -type f | wc -l)" -gt 50 ]
}

engine_prepare
check "the image builds" engine_build
[ "$failed" = 0 ] || exit 1

check "it declares a user that is not root" config_is .User 1000:1000
check "it declares a volume for its data" config_is '.Volumes | keys | join(" ")' /data
check "it is checked by its own wait command" config_is '.Healthcheck.Test | .[3]' wait
check "it is labelled with its version" config_is '.Labels["org.opencontainers.image.version"]' "$version"
check "it is labelled with its licence" config_is '.Labels["org.opencontainers.image.licenses"]' Apache-2.0

started=$(milliseconds)
check "it starts, its root file system read-only" engine_start
check "it answers" answers
echo "# first answer after $(($(milliseconds) - started)) ms, the container's start included"
check "it runs as the declared user" runs_as_1000
check "it is PID 1 itself, with no shell around it" is_pid_1
check "nothing but the volume can be written to" refuses_to_write
check "it holds no tests and no development dependencies" production_only
check "it holds compiled code, for a quick start" has_compiled_code
check "it provisions a person" provisions image.check@example.com
check "its health check agrees" engine_healthcheck
check "it stops on SIGTERM within a second, with exit code 0" stops_within_a_second
echo "# stopped after $took ms"

check "it starts again on its volume" engine_start
check "it answers again" answers
check "it still knows that person" knows image.check@example.com
check "it stops again" stops_within_a_second

check "it starts with a certificate of its own" engine_start POSTMAN_SCIM_EMULATOR_TLS=self-signed
scheme=https
check "it answers by HTTPS" answers --insecure
check "its health check follows it to HTTPS" engine_healthcheck
check "the certificate to trust is on the volume" engine_exec grep -q 'BEGIN CERTIFICATE' /data/tls/ca.pem
check "it stops from HTTPS too" stops_within_a_second

if docker compose version >/dev/null 2>&1; then # needs no engine
  check "the compose files are valid" docker compose -f docker/compose.yaml -f docker/compose.ci.yaml config --quiet
else
  echo "# NOT TRIED: docker compose is not here to check the compose files"
fi

engine_size
