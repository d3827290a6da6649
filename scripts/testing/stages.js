import { existsSync } from "node:fs";
import { join } from "node:path";
import { withFileLock } from "../launcher/file-lock.js";
import { runTool } from "./run-tool.js";
import { addTallies } from "./tally.js";

const isGreen = { passed: 1, failed: 0, skipped: 0, forbiddenSkips: [] };
const isRed = { passed: 0, failed: 1, skipped: 0, forbiddenSkips: [] };
const asCheck = (code) => (code === 0 ? isGreen : isRed);

/**
 * The stages of `npm test` in their order. Each returns a tally; a check without tests of its own counts as one test. Those of one lane
 * run one after the other, the two lanes beside each other: tests wait for processes, and most checks use one processor.
 */
export function createStages(root) {
  const cacheFolder = join(root, ".cache");
  const bin = (path) => join(root, "node_modules", path);
  const tool = async (output, ...parameters) => asCheck(await runTool(root, parameters, output));
  const script = (output, name, ...parameters) => tool(output, join(root, "scripts", name), ...parameters);
  const building = (work) => withFileLock(join(cacheFolder, "build.lock"), work);
  const vitest =
    (...projects) =>
    async ({ onOutput }) => {
      const { runVitest } = await import("./vitest-stage.js");
      return await runVitest(root, projects, onOutput);
    };

  const first = [
    {
      name: "install",
      async run({ say }) {
        const { ensureDependencies } = await import("../launcher/dependencies.js");
        say(await ensureDependencies(root, { withDevelopment: true, onStart: say }));
        return isGreen;
      },
    },
    {
      name: "generate",
      title: "generated files are current",
      async run({ say, onOutput }) {
        const { ensurePrismaClient } = await import("../launcher/prisma-client.js");
        const { ensureBundles } = await import("../launcher/bundles.js");
        await building(async () => {
          say(`database client: ${await ensurePrismaClient(root)}`);
          say(`bundles: ${await ensureBundles(root)}`);
        });
        return script({ onOutput }, "generate.js", "--check");
      },
    },
  ];

  // Needs nothing that is generated.
  const lint = {
    name: "lint",
    title: "format and lint",
    after: ["install"],
    run: async ({ onOutput }) =>
      addTallies([
        await tool({ onOutput }, bin("@biomejs/biome/bin/biome"), "ci", "--max-diagnostics=50", "."),
        await script({ onOutput }, "check-purity.js"),
        await script({ onOutput }, "check-lockfile.js"),
      ]),
  };

  const tests = [
    { name: "unit", run: vitest("runtime", "server", "scripts", "app") },
    { name: "property", title: "property and conformance", run: vitest("property", "conformance") },
    { name: "golden", title: "golden and parity", run: vitest("golden", "parity") },
    { name: "integration", run: vitest("integration") },
  ];

  const checks = [
    {
      name: "deps",
      title: "directions of imports",
      run({ onOutput }) {
        const folders = ["app", "server", "graph-runtime", "workers", "prisma", "test", "proxy.ts"];
        const present = folders.filter((folder) => existsSync(join(root, folder)));
        const program = bin("dependency-cruiser/bin/dependency-cruise.mjs");
        return tool({ onOutput }, program, "--config", ".dependency-cruiser.cjs", ...present);
      },
    },
    { name: "types", run: ({ onOutput }) => script({ onOutput }, "check-types.js") },
    { name: "rules", title: "the rules bite", run: vitest("meta") },
    {
      name: "knip",
      title: "dead code",
      run: ({ onOutput }) => tool({ onOutput }, bin("knip/bin/knip.js"), "--no-progress"),
    },
    { name: "size", run: ({ onOutput }) => script({ onOutput }, "check-size.js") },
    {
      name: "build",
      async run({ say, onOutput }) {
        const { ensureWebBuild } = await import("../launcher/web-build.js");
        say(await building(() => ensureWebBuild(root)));
        return addTallies([isGreen, await script({ onOutput }, "check-first-load.js")]);
      },
    },
    { name: "launcher", title: "the launcher and its tree", run: vitest("launcher") },
  ];

  const last = {
    name: "e2e",
    title: "end to end",
    // A product and its browsers are enough for a machine of two processors.
    after: ["build", "launcher"],
    async run({ onOutput }) {
      const { runEndToEnd } = await import("./e2e-stage.js");
      return await runEndToEnd(root, cacheFolder, onOutput);
    },
  };

  const inLane = (lane, stages, after) => stages.map((stage) => ({ lane, after, ...stage }));
  // The database client is imported by what is checked and tested, so all comes after the generator.
  return [
    ...inLane("checks", first),
    ...inLane("tests", [lint]),
    ...inLane("tests", tests, ["install", "generate"]),
    ...inLane("checks", checks),
    ...inLane("tests", [last]),
  ];
}
