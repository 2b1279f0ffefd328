# One image for every process of an installation; docker-compose.yml says which one each container runs.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=optional --no-audit --no-fund
COPY . .
RUN node script/build.mjs && npm prune --omit=dev --omit=optional

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# A new volume takes over whose this folder is: without it nobody but root could keep a file there.
RUN mkdir /files && chown node:node /files
USER node
EXPOSE 3000
CMD ["node", "dist/apps/web/main.js"]
