# docker/check.sh by a Docker engine. Sourced, not run.
container=postman-scim-emulator-check-$$
volume=$container-data
scheme=http

engine_prepare() { echo "# Docker engine $(docker version --format '{{.Server.Version}}')"; }

engine_build() {
  docker build --tag "$image" --build-arg VERSION="$version" --build-arg REVISION="$revision" .
}

engine_config() { docker image inspect --format '{{json .Config}}' "$image" | jq -r "$1"; }

engine_start() {
  docker rm -f "$container" >/dev/null 2>&1
  docker run --detach --name "$container" --read-only --cap-drop ALL --security-opt no-new-privileges \
    --volume "$volume:/data" --publish 127.0.0.1::7246 ${1:+--env "$1"} "$image"
}

engine_curl() { # curl's arguments, the last of them a path
  local address
  address=$(docker port "$container" 7246/tcp | head -n 1)
  curl "${@:1:$#-1}" "$scheme://$address${*: -1}"
}

engine_exec() { docker exec "$container" "$@"; }

engine_healthcheck() { # what the engine itself has found, ten seconds to find it
  for _ in $(seq 100); do
    [ "$(docker inspect --format '{{.State.Health.Status}}' "$container")" = healthy ] && return
    sleep 0.1
  done
  docker inspect --format '{{json .State.Health}}' "$container"
  return 1
}

engine_stop() { # sets `code`
  docker kill --signal TERM "$container" >/dev/null
  code=$(docker wait "$container")
}

engine_log() { docker logs --tail 20 "$container" 2>&1; }

engine_size() {
  local bytes
  bytes=$(docker image inspect --format '{{.Size}}' "$image")
  echo "# image: $((bytes / 1000000)) MB unpacked"
}

engine_clean() {
  docker rm -f "$container"
  docker volume rm "$volume"
  docker image rm "$image"
}
