import { defineConfig, devices } from "playwright/test";

// `npm test` finds a Chromium and a free port and passes them; for a run by hand (npx playwright test) set QUANTLOOM_CHROMIUM.
const port = process.env["QUANTLOOM_E2E_PORT"] ?? "4199";
const address = `http://127.0.0.1:${port}`;
// Where a test lets a language model answer; nothing listens there otherwise.
export const assistantPort = Number(port) + 1;
const executablePath = process.env["QUANTLOOM_CHROMIUM"];

const assistant = {
  ASSISTANT_URL: `http://127.0.0.1:${assistantPort}/v1/chat/completions`,
  ASSISTANT_API_KEY: "key-of-the-tests",
  ASSISTANT_MODEL: "model-of-the-tests",
};

export default defineConfig({
  testDir: "test/e2e",
  testMatch: "**/*.e2e.ts",
  outputDir: "test-results/e2e",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  // What a page shows comes within this time also on a machine that does much else; what must be quick says so itself.
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json"]],
  use: {
    baseURL: address,
    locale: "en-GB",
    timezoneId: "UTC",
    // Recording every step costs a third of the whole; where a picture and the words of a failure are not enough: --trace on.
    trace: "off",
    screenshot: "only-on-failure",
    // Chromium draws every frame of an animation in software: a tenth of the browser's time for what no test looks at. The test that goes
    // through the whole product (thread.e2e.ts) sees it move, as its users do.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args: ["--no-sandbox"] },
  },
  // A test runs on the desktop unless its title says @touch (on both) or @touch-only. So no test needs to be skipped.
  projects: [
    {
      name: "desktop",
      use: { viewport: { width: 1440, height: 900 } },
      grepInvert: /@touch-only/,
    },
    {
      name: "touch",
      use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 }, defaultBrowserType: "chromium" },
      grep: /@touch/,
    },
  ],
  webServer: {
    command: "node scripts/start.js",
    url: `${address}/api/ready`,
    timeout: 300_000,
    reuseExistingServer: false,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
    env: {
      PORT: port,
      QUANTLOOM_DATA_DIR: process.env["QUANTLOOM_E2E_DATA"] ?? ".cache/e2e-data",
      NODE_ENV: "",
      ...(executablePath === undefined ? {} : { PDF_CHROMIUM: executablePath }),
      ...assistant,
    },
  },
});
