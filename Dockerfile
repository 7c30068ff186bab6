# The image of wattbridge: only what runs, as a user without rights.
#   docker build -t wattbridge .
#   docker buildx build --platform linux/amd64,linux/arm64,linux/arm/v7 -t wattbridge .

# Everything is made on the builder's own processor, whatever the image is for: nothing is emulated. What is built is
# plain JavaScript.
FROM --platform=$BUILDPLATFORM node:22-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json rolldown.config.js ./
COPY src ./src
RUN npm run build

# Packages that the build leaves where they are. SQLite among them is a library for one processor, which npm fetches for
# that of the image; Docker calls x64 amd64. Without such a library the build ends here, not the program later.
FROM --platform=$BUILDPLATFORM node:22-slim AS packages
ARG TARGETARCH
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --os=linux --cpu="$(echo "$TARGETARCH" | sed s/amd64/x64/)" \
  && rm -rf node_modules/@libsql/*musl* \
  && ls -d node_modules/@libsql/linux-* \
  && mkdir -p /config/data

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /build/dist ./dist

# wattbridge.yaml is looked for here; without it the container shows a simulated house.
WORKDIR /config
# The ledger's home (`data_dir`) is /config/data. A named volume that is mounted there begins as a copy of it, owner
# included; a folder of the host must belong to user 1000.
COPY --from=packages --chown=node:node /config ./
USER node

# wattbridge touches the file while it is connected to its broker; the age of the file is its health.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "process.exit(Date.now() - require('node:fs').statSync('/tmp/wattbridge.alive').mtimeMs < 60000 ? 0 : 1)"]

# A small young generation keeps the memory small; it costs a few per cent of very little processor time.
ENTRYPOINT ["node", "--max-semi-space-size=2", "/app/dist/main.js"]
CMD ["run", "--health-file", "/tmp/wattbridge.alive"]
