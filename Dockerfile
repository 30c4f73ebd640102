# API and worker in one image. glibc, not Alpine: the Temporal SDK's native part needs it.
FROM node:20.20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No install scripts: native parts come prebuilt, and the package's own build has to wait for its sources.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY src ./src
COPY activities ./activities
COPY workflows ./workflows
COPY bench ./bench
COPY ops ./ops
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:20.20-bookworm-slim
ENV NODE_ENV=production
# Inside a container this is its own network; publish the port on the addresses that should reach it.
ENV HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY docs/quick-start.md ./docs/
COPY LICENSE NOTICE ./
# The user node, by its number: what starts the image can see that it is not root.
USER 1000:1000
EXPOSE 8000
# The API. A worker is the same image with the command: node dist/src/worker.js
CMD ["node", "dist/src/api.js"]
