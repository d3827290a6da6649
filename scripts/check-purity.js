// Checks that graph-runtime uses no clock, no randomness and no maths whose bits differ between engines.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findImpurities } from "./checks/purity.js";
import { sourceFiles } from "./checks/source-files.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const files = sourceFiles(root).filter((path) => /^graph-runtime\/.*\.ts$/.test(path) && !path.endsWith(".test.ts"));
let count = 0;
for (const path of files) {
  for (const { line, message } of findImpurities(path, readFileSync(join(root, path), "utf8"))) {
    count += 1;
    console.error(`${path}:${line}: ${message}`);
  }
}
console.log(`${files.length} graph-runtime files: ${count} impure uses`);
process.exitCode = count > 0 ? 1 : 0;
