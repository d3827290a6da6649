// Tests everything, from a fresh clone on: the checks beside the tests, each stage after the other, stopping at the first red one.
//   npm test                        all stages
//   npm test -- --only unit,types   some of them
//   npm test -- --from golden       from one on
import { fileURLToPath } from "node:url";
import { describeError, LaunchError } from "./launcher/launch-error.js";
import { requireNodeVersion } from "./launcher/node-version.js";
import { runStages } from "./testing/run-stages.js";
import { createScreen } from "./testing/screen.js";
import { selectStages } from "./testing/select-stages.js";
import { createStages } from "./testing/stages.js";
import { addTallies, lastLine } from "./testing/tally.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const tallies = [];

const screen = createScreen();

async function runStage({ name, title = name, run }) {
  const { say, onOutput, release } = screen.claim();
  say(`\n━━ ${title} (--only ${name})`);
  const started = performance.now();
  let tally;
  try {
    tally = await run({ say, onOutput });
  } catch (error) {
    say(describeError(error));
    tally = { passed: 0, failed: 1, skipped: 0, forbiddenSkips: [] };
  }
  tallies.push(tally);
  for (const skip of tally.forbiddenSkips) say(`skipped without being allowed to, counts as failed: ${skip}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`━━ ${title}: ${tally.failed === 0 ? "ok" : "RED"}, ${seconds} s, ${lastLine(tally)}`);
  release();
  return tally.failed === 0;
}

try {
  requireNodeVersion();
  const stages = selectStages(createStages(root), process.argv.slice(2));
  const left = await runStages(stages, runStage);
  if (left.length > 0) console.log(`\nStopped at a red stage; not run: ${left.map(({ name }) => name).join(", ")}`);
} catch (error) {
  console.error(error instanceof LaunchError ? describeError(error) : error.message);
  tallies.push({ passed: 0, failed: 1, skipped: 0, forbiddenSkips: [] });
}

const total = addTallies(tallies);
console.log(`\n${lastLine(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
