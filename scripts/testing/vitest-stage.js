import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "./run-tool.js";
import { readVitestReport } from "./tally.js";

/** Runs some projects of vitest.config.ts and returns their tally. */
export async function runVitest(root, projects, onOutput) {
  const file = join(root, `test-results/vitest-${projects.join("-")}.json`);
  rmSync(file, { force: true });
  const parameters = [
    join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    ...projects.flatMap((name) => ["--project", name]),
    "--passWithNoTests",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  const code = await runTool(root, parameters, { onOutput });
  const tally = readReport(file);
  // vitest may end red for a reason outside of its tests, such as an unhandled rejection.
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function readReport(file) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return { passed: 0, failed: 0, skipped: 0, forbiddenSkips: [] };
  }
  return readVitestReport(JSON.parse(text));
}
