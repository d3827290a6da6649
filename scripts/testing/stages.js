import { existsSync } from "node:fs";
import { join } from "node:path";
import { withFileLock } from "../launcher/file-lock.js";
import { runTool } from "./run-tool.js";
import { addTallies } from "./tally.js";

const isGreen = { passed: 1, failed: 0, skipped: 0, forbiddenSkips: [] };
const isRed = { passed: 0, failed: 1, skipped: 0, forbiddenSkips: [] };
const asCheck = (code) => (code === 0 ? isGreen : isRed);

/** The stages of `npm test` in their order. Each returns a tally; a check without tests of its own counts as one test. */
export function createStages(root) {
  const cacheFolder = join(root, ".cache");
  const bin = (path) => join(root, "node_modules", path);
  const tool = async (...parameters) => asCheck(await runTool(root, parameters));
  const script = (name, ...parameters) => tool(join(root, "scripts", name), ...parameters);
  const building = (work) => withFileLock(join(cacheFolder, "build.lock"), work);
  const vitest = async (...projects) => {
    const { runVitest } = await import("./vitest-stage.js");
    return await runVitest(root, projects);
  };

  return [
    {
      name: "install",
      async run() {
        const { ensureDependencies } = await import("../launcher/dependencies.js");
        console.log(
          await ensureDependencies(root, { withDevelopment: true, onStart: (reason) => console.log(reason) }),
        );
        return isGreen;
      },
    },
    {
      name: "lint",
      title: "format and lint",
      run: async () =>
        addTallies([
          await tool(bin("@biomejs/biome/bin/biome"), "ci", "--max-diagnostics=50", "."),
          await script("check-purity.js"),
          await script("check-lockfile.js"),
        ]),
    },
    {
      name: "generate",
      title: "generated files are current",
      async run() {
        const { ensurePrismaClient } = await import("../launcher/prisma-client.js");
        const { ensureBundles } = await import("../launcher/bundles.js");
        await building(async () => {
          console.log(`database client: ${await ensurePrismaClient(root)}`);
          console.log(`bundles: ${await ensureBundles(root)}`);
        });
        return script("generate.js", "--check");
      },
    },
    {
      name: "deps",
      title: "directions of imports",
      // after the generator, whose database client is imported, too
      run() {
        const folders = ["app", "server", "graph-runtime", "workers", "prisma", "test", "proxy.ts"];
        const present = folders.filter((folder) => existsSync(join(root, folder)));
        return tool(
          bin("dependency-cruiser/bin/dependency-cruise.mjs"),
          "--config",
          ".dependency-cruiser.cjs",
          ...present,
        );
      },
    },
    { name: "types", run: () => script("check-types.js") },
    { name: "unit", run: () => vitest("runtime", "server", "scripts", "app") },
    { name: "property", title: "property and conformance", run: () => vitest("property", "conformance") },
    { name: "golden", title: "golden and parity", run: () => vitest("golden", "parity") },
    { name: "integration", run: () => vitest("integration") },
    { name: "rules", title: "the rules bite", run: () => vitest("meta") },
    { name: "knip", title: "dead code", run: () => tool(bin("knip/bin/knip.js"), "--no-progress") },
    { name: "size", run: () => script("check-size.js") },
    {
      name: "build",
      async run() {
        const { ensureWebBuild } = await import("../launcher/web-build.js");
        console.log(await building(() => ensureWebBuild(root)));
        return addTallies([isGreen, await script("check-first-load.js")]);
      },
    },
    { name: "launcher", title: "the launcher and its tree", run: () => vitest("launcher") },
    {
      name: "e2e",
      title: "end to end",
      async run() {
        const { runEndToEnd } = await import("./e2e-stage.js");
        return await runEndToEnd(root, cacheFolder);
      },
    },
  ];
}
