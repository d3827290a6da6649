// Headers are set by proxy.ts (pages) and server/http (everything else).
/** @type {import("next").NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm run check:types` checks every folder with its own tsconfig; a second check inside the build would only cost time.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@duckdb/node-api", "bullmq", "ioredis", "pg", "pino", "prom-client"],
  turbopack: { root: import.meta.dirname },
};

export default nextConfig;
