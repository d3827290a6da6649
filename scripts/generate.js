// Writes the generated files that are committed; with --check it fails when that would change one.
import { fileURLToPath } from "node:url";
import { generateFiles } from "./generating/generated-files.js";
import { ensurePrismaClient } from "./launcher/prisma-client.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const isCheck = process.argv.includes("--check");
await ensurePrismaClient(root); // the modules that are read here import it
const { changed, count } = await generateFiles(root, { write: !isCheck });
for (const path of changed)
  console.log(isCheck ? `${path} is out of date: run node scripts/generate.js` : `wrote ${path}`);
console.log(`${count} generated files, ${changed.length} ${isCheck ? "out of date" : "written"}`);
process.exitCode = isCheck && changed.length > 0 ? 1 : 0;
