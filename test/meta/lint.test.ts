import { afterAll, beforeAll, expect, test } from "vitest";
import { type PlantedTree, plantTree } from "./planted-tree.ts";

const planted: readonly (readonly [path: string, code: string, rule: string])[] = [
  ["graph-runtime/core/clock.ts", "export const now = () => Date.now();", "style/noRestrictedGlobals"],
  ["server/log/default.ts", "export default 1;", "style/noDefaultExport"],
  ["server/log/any.ts", "export const f = (x: any): number => x.y;", "suspicious/noExplicitAny"],
  ["server/log/print.ts", 'console.log("debug");', "suspicious/noConsole"],
  [
    "server/log/floating.ts",
    "const f = async () => 1;\nexport function g(): void {\n  f();\n}",
    "nursery/noFloatingPromises",
  ],
  ["server/log/level.ts", "export enum Level {\n  Low,\n}", "style/noEnum"],
  ["server/log/throws.ts", 'export function f(): never {\n  throw "text";\n}', "style/useThrowOnlyError"],
  ["server/log/only.test.ts", 'import { test } from "vitest";\ntest.only("a", () => {});', "suspicious/noFocusedTests"],
  ["server/log/star.ts", 'export * from "./any.ts";', "performance/noReExportAll"],
  ["server/log/ignored.ts", "// @ts-ignore\nexport const x: number = 1;", "suspicious/noTsIgnore"],
  ["server/log/snake_case.ts", "export const x = 1;", "style/useFilenamingConvention"],
  [
    "app/hook.tsx",
    'import { useState } from "react";\nexport function F(p: { on: boolean }) {\n  if (p.on) useState(1);\n  return null;\n}',
    "correctness/useHookAtTopLevel",
  ],
];

let tree: PlantedTree;
let diagnostics: readonly {
  readonly category: string;
  readonly location: { readonly path: string | { file: string } };
}[];

beforeAll(async () => {
  tree = plantTree({
    rules: ["biome.json", ".gitignore"],
    files: {
      ...Object.fromEntries(planted.map(([path, code]) => [path, `${code}\n`])),
      "app/page.tsx": "export default function Page() {\n  return null;\n}\n",
      "graph-runtime/kernels/index-read.ts":
        "export const first = (values: readonly number[]): number => values[0]!;\n",
    },
  });
  const { output } = await tree.run(
    "@biomejs/biome/bin/biome",
    "lint",
    "--reporter=json",
    "--max-diagnostics=none",
    ".",
  );
  diagnostics = JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1)).diagnostics;
});
afterAll(() => tree.remove());

function rulesBrokenIn(path: string): string[] {
  return diagnostics
    .filter(({ location }) => (typeof location.path === "string" ? location.path : location.path.file).endsWith(path))
    .map(({ category }) => category.replace(/^lint\//, ""));
}

test.each(planted)("%s: %s is refused", (path, _code, rule) => {
  expect(rulesBrokenIn(path)).toContain(rule);
});

test("a page may have the default export that Next needs", () => {
  expect(rulesBrokenIn("app/page.tsx")).toEqual([]);
});

test("a kernel may assert that an index is within bounds", () => {
  expect(rulesBrokenIn("graph-runtime/kernels/index-read.ts")).toEqual([]);
});
