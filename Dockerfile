# Debian slim and not Alpine: the C library that the tests run on and that Node's own builds are made for, and a shell
# for whoever looks inside. It costs some 20 MB more to download. bookworm, so that a rebuild does not change Debian.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
# The same folder as below: the compile cache knows files by their path.
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY schemas ./schemas
COPY src ./src
COPY tools ./tools
RUN npm run build && rm -rf node_modules && npm ci --omit=dev --ignore-scripts --no-audit --no-fund
# better-sqlite3 brings SQLite's source and a binary for every platform: the one for this image stays.
RUN rm -rf node_modules/better-sqlite3/deps node_modules/better-sqlite3/src \
 && find node_modules/better-sqlite3/prebuilds -type f ! -name "linux-$(node -p process.arch).node" -delete
# One run fills the compile cache, as the user below: Node keeps it apart for every user.
RUN mkdir -m 777 .compile-cache \
 && NODE_COMPILE_CACHE=/app/.compile-cache POSTMAN_SCIM_EMULATOR_PORT=17246 \
    setpriv --reuid=1000 --regid=1000 --clear-groups sh -c \
    'node dist/src/cli/bin.js > /dev/null & node dist/src/cli/bin.js wait && kill $! && wait $!' \
 && chmod 755 .compile-cache

FROM ${NODE_IMAGE}
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="postman-scim-emulator" \
      org.opencontainers.image.description="Postman's SCIM API, emulated: quirks included, offline" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="docker.io/library/node:24-bookworm-slim"
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/.compile-cache ./.compile-cache
COPY package.json LICENSE ./
RUN mkdir /data && chown 1000:1000 /data
ENV NODE_ENV=production \
    NODE_COMPILE_CACHE=/app/.compile-cache \
    POSTMAN_SCIM_EMULATOR_HOST=0.0.0.0 \
    POSTMAN_SCIM_EMULATOR_DATA=/data
# The image's own user `node`, as a number: Kubernetes' runAsNonRoot looks for one.
USER 1000:1000
# The one place that is written to: everything else may be mounted read-only (docker run --read-only).
VOLUME /data
EXPOSE 7246
# Node is PID 1 and handles SIGTERM itself: what is in flight is finished, the database is checkpointed, exit 0.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=4s --start-period=15s --retries=3 \
  CMD ["node", "/app/dist/src/cli/bin.js", "wait", "--timeout", "3"]
ENTRYPOINT ["node", "/app/dist/src/cli/bin.js"]
