import { afterAll, beforeAll, expect, test } from "vitest";
import { type PlantedTree, plantTree } from "./planted-tree.ts";

let tree: PlantedTree;
let output: string;

beforeAll(async () => {
  tree = plantTree({
    rules: ["knip.json", "tsconfig.base.json", "tsconfig.json"],
    files: {
      "package.json": JSON.stringify({ name: "planted", type: "module", dependencies: { zod: "*", react: "*" } }),
      "workers/main.ts": 'import { z } from "zod";\nimport { used } from "./parts.ts";\nz.parse(z.number(), used);\n',
      "workers/parts.ts": "export const used = 1;\nexport const forgotten = 2;\n",
      "workers/orphan.ts": "export const orphan = 1;\n",
    },
  });
  ({ output } = await tree.run("knip/bin/knip.js", "--no-progress", "--no-config-hints"));
});
afterAll(() => tree.remove());

test("an export that nobody imports is reported", () => {
  expect(output).toMatch(/forgotten.*workers\/parts\.ts/);
});

test("a file that nobody imports is reported", () => {
  expect(output).toContain("workers/orphan.ts");
});

test("a package that nobody imports is reported", () => {
  expect(output).toMatch(/react\s+package\.json/);
});

test("what is used is not reported", () => {
  expect(output).not.toMatch(/\bused\b.*workers\/parts\.ts|zod\s+package\.json/);
});
