import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findImpurities } from "../../scripts/checks/purity.js";
import { type PlantedTree, plantTree } from "./planted-tree.ts";

const impure: readonly (readonly [code: string, says: RegExp])[] = [
  ["export const f = (x: number) => x ** 2;", /core\/math/],
  ["export let x = 2; x **= 2;", /core\/math/],
  ["export const f = (x: number) => Math.pow(x, 2);", /Math\.pow/],
  ["export const f = (x: number) => Math.exp(x);", /Math\.exp/],
  ["export const f = (x: number) => Math.log1p(x);", /Math\.log1p/],
  ["export const f = (x: number) => Math.hypot(x, 1);", /Math\.hypot/],
  ["export const f = Math.random;", /seeded generator/],
  ["export const { sin } = Math;", /alias of Math/],
  ['export const f = Math["cos"];', /alias of Math/],
  ["export const now = () => Date.now();", /epoch milliseconds/],
  ["export const now = () => new Date();", /epoch milliseconds/],
  ["export const f = new Function('return 1');", /unsafe-eval/],
  ["export const f = (a: string, b: string) => a.localeCompare(b);", /locale/],
  ["export const f = (x: number) => x.toLocaleString();", /locale/],
  ['export const f = new Intl.NumberFormat("en");', /format in app/],
];
const pure = [
  "export const f = (x: number) => Math.floor(x) + Math.sqrt(x) * Math.PI;",
  "export const f = (bars: { readonly date: string }) => bars.date;",
  "export const f = (row: { Date: string }) => row.Date;",
];

describe("the purity check of graph-runtime", () => {
  test.each(impure)("refuses %s", (code, says) => {
    expect(findImpurities("planted.ts", code).map((one) => one.message)).toEqual([expect.stringMatching(says)]);
  });

  test.each(pure)("allows %s", (code) => {
    expect(findImpurities("planted.ts", code)).toEqual([]);
  });
});

describe("the types of graph-runtime", () => {
  const ambient = [
    "fetch",
    "process",
    "setTimeout",
    "window",
    "document",
    "crypto",
    "performance",
    "Buffer",
    "require",
  ];
  let tree: PlantedTree;
  let output: string;

  beforeAll(async () => {
    tree = plantTree({
      rules: ["tsconfig.base.json", "graph-runtime/tsconfig.json"],
      files: {
        ...Object.fromEntries(ambient.map((name) => [`graph-runtime/${name}.ts`, `export const leak = ${name};\n`])),
        "graph-runtime/reads-disk.ts": 'export { readFileSync } from "node:fs";\n',
        "graph-runtime/pure.ts": "export const pure = (x: number) => Math.sqrt(x);\n",
      },
    });
    ({ output } = await tree.run("typescript/bin/tsc", "-p", "graph-runtime/tsconfig.json", "--pretty", "false"));
  });
  afterAll(() => tree.remove());

  test.each([...ambient, "reads-disk"])("%s does not compile", (name) => {
    expect(output).toContain(`graph-runtime/${name}.ts(`);
  });

  test("plain arithmetic compiles", () => {
    expect(output).not.toContain("graph-runtime/pure.ts");
  });
});
