// Headers of pages (Content-Security-Policy with a nonce, and the rest) are set per request by proxy.ts. Static files do not
// pass through the proxy, and a worker script takes its policy from its own response, so they get theirs here.
const staticHeaders = [
  {
    key: "Content-Security-Policy",
    value: "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'",
  },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];

/** @type {import("next").NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm run check:types` checks every folder with its own tsconfig; a second check inside the build would only cost time.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@duckdb/node-api", "bullmq", "ioredis", "pg", "pino", "prom-client"],
  turbopack: { root: import.meta.dirname },
  async headers() {
    return [{ source: "/_next/static/:path*", headers: staticHeaders }];
  },
};

export default nextConfig;
