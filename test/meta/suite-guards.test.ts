import { afterAll, beforeAll, expect, test } from "vitest";
import { readVitestReport } from "../../scripts/testing/tally.js";
import { type PlantedTree, plantTree } from "./planted-tree.ts";

const planted: Readonly<Record<string, string>> = {
  "reads the clock": "expect(Date.now()).toBeGreaterThan(0);",
  "makes a date of now": "expect(new Date()).toBeDefined();",
  "rolls dice": "expect(Math.random()).toBeLessThan(1);",
  prints: 'console.log("left over");',
  "is pure": "expect(new Date(0).getTime()).toBe(0);",
};

let tree: PlantedTree;
let report: Parameters<typeof readVitestReport>[0];

beforeAll(async () => {
  const tests = Object.entries(planted).map(([name, body]) => `test(${JSON.stringify(name)}, () => { ${body} });`);
  tree = plantTree({
    rules: ["vitest.config.ts", "test/setup", "package.json"],
    files: {
      "graph-runtime/planted.test.ts": `import { expect, test } from "vitest";\n${tests.join("\n")}\n`,
      "graph-runtime/broken.test.ts":
        'import "./nowhere.ts";\nimport { test } from "vitest";\ntest("unreached", () => {});\n',
    },
  });
  const { output } = await tree.run("vitest/vitest.mjs", "run", "--project", "runtime", "--reporter=json");
  report = JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1));
});
afterAll(() => tree.remove());

test.each(Object.keys(planted))("a graph-runtime test that %s", (name) => {
  const found = report.testResults.flatMap((file: { assertionResults: { title: string; status: string }[] }) =>
    file.assertionResults.filter((one) => one.title === name),
  );
  expect(found.map((one: { status: string }) => one.status)).toEqual([name === "is pure" ? "passed" : "failed"]);
});

test("a test file that does not load counts as one failure", () => {
  expect(readVitestReport(report)).toMatchObject({ passed: 1, failed: 5 });
});
