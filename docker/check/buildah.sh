# docker/check.sh without a Docker engine: buildah builds the same Dockerfile, and the image is run from its own
# configuration in fresh namespaces (files, processes, network). Sourced, not run.
#
# The base is a STAND-IN: Debian bookworm by debootstrap, the Node of the npm package `node`, this machine's npm. It shows
# that the Dockerfile works on such a base, and nothing about node:24-bookworm-slim itself.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/postman-scim-emulator
node=node_modules/node/bin/node
stand_in=localhost/postman-scim-emulator-stand-in:node-$($node --version 2>/dev/null)
scheme=http
server=

store() { buildah --root "$cache/images" --runroot "$work/run" --storage-driver vfs "$@"; }

engine_prepare() {
  [ "$(id -u)" = 0 ] || { echo "There is no Docker engine, and buildah wants root for this check."; exit 1; }
  local missing=()
  for package in buildah:buildah debootstrap:debootstrap jq:jq curl:curl ip:iproute2; do
    command -v "${package%%:*}" >/dev/null || missing+=("${package##*:}")
  done
  if [ ${#missing[@]} != 0 ]; then
    { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } >"$work/apt" 2>&1 ||
      { tail -n 20 "$work/apt"; exit 1; }
  fi
  [ -x "$node" ] || { echo "Run npm ci first: the stand-in base takes its Node from node_modules."; exit 1; }
  mkdir -p "$cache" "$work/data" && chown 1000:1000 "$work/data"
  echo "# no Docker engine: $(buildah --version | cut -d' ' -f1-3), on a stand-in base that is not the shipped one"
  make_stand_in >"$work/stand-in" 2>&1 || { tail -n 20 "$work/stand-in"; exit 1; }
}

make_stand_in() {
  store inspect --type image "$stand_in" >/dev/null 2>&1 && return
  local base=$cache/bookworm.tar context=$work/context
  if [ ! -f "$base" ]; then
    debootstrap --variant=minbase --include=ca-certificates bookworm "$work/bookworm" || return
    rm -rf "$work/bookworm"/var/cache/apt/* "$work/bookworm"/var/lib/apt/lists/* "$work/bookworm"/usr/share/{doc,man,locale}/*
    tar -C "$work/bookworm" -cf "$base.part" . && mv "$base.part" "$base" && rm -rf "$work/bookworm" || return
  fi
  mkdir -p "$context" && cp "$base" "$context/base.tar" && cp -L "$node" "$context/node" || return
  cp -RL "$(npm root --global)/npm" "$context/npm" || return
  cat >"$context/Dockerfile" <<'DOCKERFILE'
FROM scratch
ADD base.tar /
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && useradd --uid 1000 --create-home node
DOCKERFILE
  store bud --isolation chroot --tag "$stand_in" "$context" || return
  rm -rf "$context"
}

# npm in the build goes by this machine's settings: its cache, its registry, the authorities it trusts.
npm_settings() {
  local authorities
  authorities=$(npm config get cafile 2>/dev/null)
  [ -f "$authorities" ] || authorities=${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}
  { echo "registry=$(npm config get registry)"; echo "cafile=/root/authorities.pem"; echo "cache=/root/.npm"; } >"$work/npmrc"
  mkdir -p "$cache/npm"
  printf '%s\n' --volume "$work/npmrc:/root/.npmrc:ro" --volume "$authorities:/root/authorities.pem:ro" \
    --volume "$cache/npm:/root/.npm"
}

engine_build() {
  local settings
  mapfile -t settings < <(npm_settings)
  store bud --isolation chroot --format docker --pull-never --tag "$image" "${settings[@]}" \
    --build-arg NODE_IMAGE="$stand_in" --build-arg VERSION="$version" --build-arg REVISION="$revision" . || return
  container=$(store from --pull-never "$image") && mount=$(store mount "$container")
}

engine_config() { store inspect --type image "$image" | jq -r ".Docker.config | $1"; }

# As the image says: its user, its environment, its folder, its entry point. PID 1, in a network of its own.
engine_start() {
  local command
  mapfile -t environment < <(engine_config '.Env[]')
  mapfile -t command < <(engine_config '.Entrypoint + (.Cmd // []) | .[]')
  environment+=("$@")
  user=$(engine_config .User)
  unshare --mount --pid --net --ipc --uts --fork --kill-child bash -c '
    set -e
    root=$1 data=$2
    shift 2
    ip link set lo up
    mount --bind "$root" "$root"
    mount --bind "$data" "$root/data"
    mount -t proc proc "$root/proc"
    mount -t tmpfs -o mode=755 tmpfs "$root/dev"
    for device in null zero random urandom; do touch "$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"; done
    mount -o remount,bind,ro "$root"
    exec "$@"
  ' "$image" "$mount" "$work/data" env -i "${environment[@]}" "$(command -v chroot)" --userspec="$user" "$mount" \
    /bin/sh -c 'cd "$0" && exec "$@"' "$(engine_config .WorkingDir)" "${command[@]}" >"$work/log" 2>&1 &
  server=$!
  for _ in $(seq 50); do
    init=$(pgrep --parent "$server") && [[ $(readlink "/proc/$init/exe") == */usr/local/bin/node ]] && return
    sleep 0.02
  done
  cat "$work/log"
  return 1
}

engine_curl() { # curl's arguments, the last of them a path
  nsenter --target "$init" --net curl "${@:1:$#-1}" "$scheme://127.0.0.1:7246${*: -1}"
}

engine_exec() {
  nsenter --target "$init" --mount --pid --net --root --wd --setuid "${user%%:*}" --setgid "${user##*:}" \
    env -i "${environment[@]}" "$@"
}

engine_healthcheck() {
  local command
  mapfile -t command < <(engine_config '.Healthcheck.Test[1:][]')
  engine_exec "${command[@]}"
}

engine_stop() { # sets `code`
  kill -TERM "$init"
  wait "$server"
  code=$?
}

engine_log() { tail -n 20 "$work/log"; }

engine_size() {
  local whole base
  whole=$(du -sxk "$mount" | cut -f1)
  base=$(store mount "$(store from --pull-never "$stand_in")" | xargs du -sxk | cut -f1)
  echo "# image: $(((whole - base) / 1000)) MB on top of its base (the stand-in base: $((base / 1000)) MB)"
}

engine_clean() {
  [ -z "$server" ] || kill -KILL "$server"
  store rm --all
  store rmi "$image"
}
