import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const failOnConsole = "test/setup/fail-on-console.ts";

type ProjectOptions = Omit<NonNullable<TestProjectInlineConfiguration["test"]>, "name" | "include"> & {
  readonly name: string;
  readonly include: string[];
};

function project({ setupFiles = [], ...options }: ProjectOptions): TestProjectInlineConfiguration {
  return {
    resolve: { alias: { "@": root.replace(/\/$/, "") } },
    test: {
      root,
      environment: "node",
      restoreMocks: true,
      // Fuzzing and whole matrices stand beside the source, too: vitest's five seconds are too few for them on a busy machine.
      testTimeout: 30_000,
      setupFiles: [failOnConsole, ...setupFiles],
      // What tests make is short-lived: with more room for it the collector runs less often, which saves 4 to 8 % of the processor time.
      execArgv: ["--max-semi-space-size=64"],
      ...options,
    },
  };
}

/**
 * Files of these projects share a worker, with its modules and its DOM, so that what they import is read once and not once per file.
 * They keep nothing between tests; each passes alone, too.
 */
const shared = { isolate: false } as const;

export default defineConfig({
  test: {
    // The timing of every suite is printed by the runner; a test slower than this is looked at.
    slowTestThreshold: 1_000,
    // Vitest leaves one processor to itself: on two, half of the machine would stand idle.
    maxWorkers: "100%",
    // What was transformed once is read by every later stage, and by the next run: it took a fifth of the processor time of a stage.
    // Kept by content, and beside the configuration: in node_modules it would be shared with the trees that tests plant.
    experimental: { fsModuleCache: true, fsModuleCachePath: `${root}.cache/vitest-modules` },
    projects: [
      project({
        name: "runtime",
        include: ["graph-runtime/**/*.test.ts"],
        ...shared,
        setupFiles: ["test/setup/no-clock.ts"],
      }),
      project({ name: "server", include: ["{server,workers,prisma}/**/*.test.ts"], ...shared }),
      project({ name: "scripts", include: ["scripts/**/*.test.ts"] }),
      project({ name: "app", include: ["app/**/*.test.{ts,tsx}"], environment: "jsdom", ...shared }),
      project({ name: "meta", include: ["test/meta/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 }),
      project({ name: "property", include: ["test/property/**/*.test.ts"], testTimeout: 60_000 }),
      project({ name: "conformance", include: ["test/conformance/**/*.test.ts"], testTimeout: 60_000, ...shared }),
      project({ name: "golden", include: ["test/golden/**/*.test.ts"], testTimeout: 60_000 }),
      project({ name: "parity", include: ["test/parity/**/*.test.ts"], testTimeout: 60_000 }),
      project({
        name: "integration",
        include: ["test/integration/**/*.test.ts"],
        exclude: ["test/integration/launcher/**"],
        globalSetup: ["test/setup/integration-services.ts"],
        ...shared,
        setupFiles: ["test/setup/fresh-process.ts"],
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
      // Starts the built product as its operator does, so it runs after the build and brings its own services.
      project({
        name: "launcher",
        include: ["test/integration/launcher/**/*.test.ts"],
        testTimeout: 120_000,
        hookTimeout: 300_000,
      }),
    ],
  },
});
