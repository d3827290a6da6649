// Tests everything, from a fresh clone on: stage after stage, stopping at the first red one.
//   npm test                        all stages
//   npm test -- --only unit,types   some of them
//   npm test -- --from golden       from one on
import { fileURLToPath } from "node:url";
import { describeError, LaunchError } from "./launcher/launch-error.js";
import { requireNodeVersion } from "./launcher/node-version.js";
import { selectStages } from "./testing/select-stages.js";
import { createStages } from "./testing/stages.js";
import { addTallies, lastLine } from "./testing/tally.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const tallies = [];

async function runStage({ name, title = name, run }) {
  console.log(`\n━━ ${title} (--only ${name})`);
  const started = performance.now();
  let tally;
  try {
    tally = await run();
  } catch (error) {
    console.error(describeError(error));
    tally = { passed: 0, failed: 1, skipped: 0, forbiddenSkips: [] };
  }
  tallies.push(tally);
  for (const skip of tally.forbiddenSkips) console.error(`skipped without being allowed to, counts as failed: ${skip}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`━━ ${title}: ${tally.failed === 0 ? "ok" : "RED"}, ${seconds} s, ${lastLine(tally)}`);
  return tally.failed === 0;
}

try {
  requireNodeVersion();
  const stages = selectStages(createStages(root), process.argv.slice(2));
  for (const [index, stage] of stages.entries()) {
    if (await runStage(stage)) continue;
    const left = stages.slice(index + 1).map(({ name }) => name);
    if (left.length > 0) console.log(`\nStopped at the first red stage; not run: ${left.join(", ")}`);
    break;
  }
} catch (error) {
  console.error(error instanceof LaunchError ? describeError(error) : error.message);
  tallies.push({ passed: 0, failed: 1, skipped: 0, forbiddenSkips: [] });
}

const total = addTallies(tallies);
console.log(`\n${lastLine(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
