import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "playwright/test";
import { mathBits } from "../../graph-runtime/core/math/math-bits.ts";

const entry = fileURLToPath(new URL("../../graph-runtime/core/math/math-bits.ts", import.meta.url));

test("every mathematical function gives the same bits in Chromium and in Node", async ({ page }) => {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "iife",
    globalName: "maths",
    write: false,
  });
  await page.goto("about:blank");
  const inChromium = await page.evaluate<string>(`${outputFiles[0]?.text ?? ""}; maths.mathBits()`);
  expect(inChromium).toMatch(/^[0-9a-f]{32}$/);
  expect(inChromium).toBe(mathBits());
});
