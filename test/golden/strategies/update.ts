import { writeFileSync } from "node:fs";
import path from "node:path";
import { folder, goldenNames, readExpected, runGolden } from "./golden-run.ts";

// Prints how the golden strategies differ from what is expected of them; with --write, makes the present numbers the expected ones.
const writes = process.argv.includes("--write");
const lines: string[] = [];
for (const name of goldenNames()) {
  const before = readExpected(name);
  const now = runGolden(name);
  const flat = (golden: typeof before): Record<string, unknown> =>
    golden ? { ...golden, ...golden.statistics, statistics: 0 } : {};
  const old = flat(before);
  const changes = Object.entries(flat(now)).filter(([key, value]) => old[key] !== value);
  if (changes.length === 0) continue;
  lines.push(name, ...changes.map(([key, value]) => `  ${key}: ${String(old[key] ?? "none")} -> ${String(value)}`));
  if (writes) writeFileSync(path.join(folder, name, "expected.json"), `${JSON.stringify(now, null, 2)}\n`);
}
process.stdout.write(`${lines.length === 0 ? "nothing moved" : lines.join("\n")}\n`);
