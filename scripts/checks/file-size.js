import { readFileSync } from "node:fs";
import { basename, join } from "node:path";

export const sizeTargets = { hardStop: 400, percentile90: 250, median: 80 };

const isCode = /\.(ts|tsx|js|mjs|cjs|css|prisma)$/;
/** Generated files and recorded numbers are data: their length says nothing about the design. */
const isData =
  /^(server\/db\/generated\/|next-env\.d\.ts|test\/(golden|fixtures)\/|docs\/|prisma\/(migrations|schema\.prisma)|deploy\/.*\.json)/;
const vagueNames = new Set(["utils", "util", "helpers", "helper", "common", "misc", "types"]);

function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Measures the code files among `paths` and returns the figures and every problem as a sentence. */
export function measureFiles(root, paths) {
  const measured = [];
  const problems = [];
  for (const path of paths) {
    if (!isCode.test(path) || isData.test(path)) continue;
    let text;
    try {
      text = readFileSync(join(root, path), "utf8");
    } catch {
      continue; // listed by git, deleted in the working tree
    }
    const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
    measured.push({ path, lines });
    if (lines > sizeTargets.hardStop) {
      problems.push(`${path}: at most ${sizeTargets.hardStop} lines, has ${lines}: split it by idea.`);
    }
    const stem = basename(path).split(".")[0];
    if (vagueNames.has(stem.toLowerCase())) {
      problems.push(`${path}: a file named "${stem}" collects everything: name it for the one idea that it holds.`);
    }
  }
  const sorted = measured.map((file) => file.lines).sort((a, b) => a - b);
  const median = percentile(sorted, 0.5);
  const percentile90 = percentile(sorted, 0.9);
  if (median > sizeTargets.median) {
    problems.push(`The median file has ${median} lines, the target is ${sizeTargets.median}: split the larger half.`);
  }
  if (percentile90 > sizeTargets.percentile90) {
    problems.push(`One file in ten has over ${percentile90} lines, the target is ${sizeTargets.percentile90}.`);
  }
  return { count: measured.length, median, percentile90, largest: sorted.at(-1) ?? 0, problems };
}
