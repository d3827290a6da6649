// Checks the length and the names of code files, see scripts/checks/file-size.js.
import { fileURLToPath } from "node:url";
import { measureFiles } from "./checks/file-size.js";
import { sourceFiles } from "./checks/source-files.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const { count, median, percentile90, largest, problems } = measureFiles(root, sourceFiles(root));
console.log(`${count} code files: median ${median} lines, 90th percentile ${percentile90}, largest ${largest}`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
