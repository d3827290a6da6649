import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The generators: each is a TypeScript module that exports one function, which returns the files as path -> text. They read
 * the same objects as the product, so that a document cannot disagree with the code.
 */
const generators = [
  { module: "graph-runtime/graph/json-schema-files.ts", name: "jsonSchemaFiles" },
  { module: "graph-runtime/nodes/reference-pages.ts", name: "referencePages" },
  { module: "app/studio/kinds/kind-files.ts", name: "kindFiles" },
  { module: "server/trpc/open-api-files.ts", name: "openApiFiles" },
];

async function load(root, module, name) {
  const { build } = await import("esbuild");
  const outfile = join(root, `.cache/generators/${name}.${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [module],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    alias: { "@": root },
    logLevel: "error",
  });
  try {
    return (await import(pathToFileURL(outfile).href))[name];
  } finally {
    rmSync(outfile, { force: true });
  }
}

/** Generates every file, writes those that differ when `write` is set, and returns { count, changed }. */
export async function generateFiles(root, { write }) {
  const changed = [];
  let count = 0;
  for (const { module, name } of generators.filter((one) => existsSync(join(root, one.module)))) {
    const generate = await load(root, module, name);
    for (const [path, text] of Object.entries(await generate())) {
      count += 1;
      const file = join(root, path);
      if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
      changed.push(path);
      if (!write) continue;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  return { count, changed };
}
