// Checks that routes with a budget keep to it, in the build that is there.
import { fileURLToPath } from "node:url";
import { measureFirstLoad } from "./checks/first-load.js";

const root = fileURLToPath(new URL("..", import.meta.url));
for (const { name, budget, kilobytes } of measureFirstLoad(root)) {
  console.log(`first load of ${name}: ${kilobytes.toFixed(1)} kB of compressed JavaScript, ${budget} allowed`);
  if (kilobytes > budget) {
    console.error(`${name} is too heavy: load what is not on the screen at first with next/dynamic, or ask the worker`);
    process.exitCode = 1;
  }
}
