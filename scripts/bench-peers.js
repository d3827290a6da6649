// Runs the bench's workloads in Python engines on the same bars in the same run, and prints the ratios: `npm run bench:peers`.
// The engines are installed with pip into .cache/peers; where that cannot be done, it says so by name and compares nothing.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { comparePeers, describeComparison } from "./benching/compare-peers.js";
import { preparePeers } from "./benching/prepare-peers.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1].split(",") : undefined;
const folder = join(root, ".cache/peers/bars");
mkdirSync(folder, { recursive: true });

const quantloom = (...parameters) =>
  execFileSync(process.execPath, [join(root, "scripts/quantloom.js"), ...parameters], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 1 << 24,
  });

const { python, peers, missing } = preparePeers(join(root, ".cache/peers"), only);
for (const { name, reason } of missing) console.error(`${name} is not available: ${reason}`);
if (peers.length > 0) {
  quantloom("bench", "--export", folder);
  const results = peers.flatMap((peer) => {
    console.error(`running ${peer}`);
    const output = execFileSync(python, [join(root, "scripts/benching/peers.py"), folder, peer], {
      encoding: "utf8",
      env: { ...process.env, TQDM_DISABLE: "1" }, // no bars of progress between the figures
    });
    return output
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  });
  const ours = JSON.parse(quantloom("bench", "--only", "W1,W3", "--runs", "3", "--json"));
  const comparison = comparePeers(ours, results);
  const machine = { processor: cpus()[0]?.model, node: process.version, loadAverage: loadavg()[0] };
  if (process.argv.includes("--json")) console.log(JSON.stringify({ machine, missing, comparison }, null, 2));
  else console.log(describeComparison(comparison).join("\n"));
}
