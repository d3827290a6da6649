import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, expect, test } from "vitest";
import { bundleOptions } from "./bundles.js";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const folder = mkdtempSync(join(tmpdir(), "quantloom-stacks-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const source = join(folder, "fails.ts");
writeFileSync(
  source,
  `type Words = string;
const words: Words = "as written";

function fail(): never {
  throw new RangeError(words);
}
try {
  fail();
} catch (error) {
  console.log((error as Error).stack);
}
`,
);

async function stackOf(name: string, options: { readonly sourcemap?: false }): Promise<string> {
  await build({ ...bundleOptions(root), entryPoints: { [name]: source }, outdir: folder, ...options });
  return execFileSync(process.execPath, [join(folder, `${name}.js`)], { encoding: "utf8" });
}

test("the stack of an error in a bundle names the lines that were written", async () => {
  const [message, first, second] = (await stackOf("mapped", {})).split("\n");
  expect(message).toBe("RangeError: as written");
  expect(first).toBe(`    at fail (${source}:5:9)`);
  expect(second).toBe(`    at ${source}:8:3`);
});

test("a bundle without its map names its own lines", async () => {
  const [message, first] = (await stackOf("unmapped", { sourcemap: false })).split("\n");
  expect(message).toBe("RangeError: as written");
  expect(first).toMatch(/^ {4}at fail \(file:\/\/.*\/unmapped\.js:\d+:\d+\)$/);
});
