import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findFreePort } from "../launcher/free-port.js";
import { findChromium } from "./chromium.js";
import { runTool } from "./run-tool.js";
import { readPlaywrightReport } from "./tally.js";

/** Runs the browser tests against the product as the launcher starts it, on a data folder and a port of their own. */
export async function runEndToEnd(root, cacheFolder, onOutput) {
  const chromium = await findChromium(cacheFolder);
  const dataFolder = join(root, ".cache/e2e-data");
  rmSync(dataFolder, { recursive: true, force: true });
  const file = join(root, "test-results/playwright.json");
  rmSync(file, { force: true });
  const environment = {
    ...chromium.environment,
    QUANTLOOM_CHROMIUM: chromium.executablePath,
    QUANTLOOM_E2E_PORT: String(await findFreePort()),
    QUANTLOOM_E2E_DATA: dataFolder,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  };
  const code = await runTool(root, [join(root, "node_modules/playwright/cli.js"), "test"], { environment, onOutput });
  const tally = existsSync(file)
    ? readPlaywrightReport(JSON.parse(readFileSync(file, "utf8")))
    : { passed: 0, failed: 0, skipped: 0, forbiddenSkips: [] };
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
