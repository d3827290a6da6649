import { readFile, writeFile } from "node:fs/promises";
import { builtInDatasets } from "@/server/data/dataset-registry.ts";
import { measureBuiltIn } from "./measure-built-in.ts";

// Writes what the catalogue says of the built-in histories. A program: importing it would run it.
const file = "server/data/built-in/facts.ts";
const lines: string[] = [];
for (const entry of builtInDatasets()) {
  const { bars, from, to, snapshotId, grade } = await measureBuiltIn(entry);
  lines.push(
    `  "${entry.id}": {\n    bars: ${bars},\n    from: "${from}",\n    to: "${to}",\n    snapshotId: "${snapshotId}",\n    grade: "${grade}",\n  },`,
  );
}
const text = await readFile(file, "utf8");
const start = text.indexOf("export const builtInFacts");
const head = text.slice(0, text.indexOf("{", text.indexOf("=", start)) + 1);
await writeFile(file, `${head}\n${lines.join("\n")}\n};\n`);
