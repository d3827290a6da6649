import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { measureTemplate, type TemplateNumbers } from "./measure-template.ts";

// Prints how the templates differ from their golden files; with --write, makes the present numbers the expected ones.
const writes = process.argv.includes("--write");

async function update(): Promise<string[]> {
  const lines: string[] = [];
  for (const template of templates) {
    const file = path.join(import.meta.dirname, `${template.id}.json`);
    const before: Partial<TemplateNumbers> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
    const now = await measureTemplate(template);
    const keys = Object.keys(now) as (keyof TemplateNumbers)[];
    const changed = keys.filter((key) => before[key] !== now[key]);
    if (changed.length === 0) continue;
    lines.push(template.id, ...changed.map((key) => `  ${key}: ${before[key] ?? "none"} -> ${now[key]}`));
    if (writes) writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
  }
  const known = new Set(templates.map(({ id }) => `${id}.json`));
  for (const name of readdirSync(import.meta.dirname)) {
    if (!name.endsWith(".json") || known.has(name)) continue;
    lines.push(`${name}: no such template any more`);
    if (writes) rmSync(path.join(import.meta.dirname, name));
  }
  return lines;
}

void update().then((lines) => process.stdout.write(`${lines.length === 0 ? "nothing moved" : lines.join("\n")}\n`));
