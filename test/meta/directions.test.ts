import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PlantedTree, plantTree } from "./planted-tree.ts";

// Each line is one import that must be refused: from, the statement, and the rule that refuses it.
const forbidden: readonly (readonly [from: string, statement: string, rule: string])[] = [
  ["graph-runtime/core/a.ts", 'export { b } from "../market/b.ts";', "graph-runtime-core"],
  ["graph-runtime/market/a.ts", 'export { b } from "../graph/b.ts";', "graph-runtime-market"],
  ["graph-runtime/kernels/a.ts", 'export { b } from "../nodes/b.ts";', "graph-runtime-kernels"],
  ["graph-runtime/graph/a.ts", 'export { b } from "../compiler/b.ts";', "graph-runtime-graph"],
  ["graph-runtime/risk/a.ts", 'export { b } from "../engine/b.ts";', "graph-runtime-risk"],
  ["graph-runtime/quant/a.ts", 'export { b } from "../nodes/b.ts";', "graph-runtime-quant"],
  ["graph-runtime/nodes/a.ts", 'export { b } from "../engine/b.ts";', "graph-runtime-nodes"],
  ["graph-runtime/compiler/a.ts", 'export { b } from "../sim/b.ts";', "graph-runtime-compiler"],
  ["graph-runtime/engine/a.ts", 'export { b } from "../sim/b.ts";', "graph-runtime-engine"],
  ["graph-runtime/sim/a.ts", 'export { b } from "../analytics/b.ts";', "graph-runtime-sim"],
  ["graph-runtime/analytics/a.ts", 'export { b } from "../sim/b.ts";', "analytics-sees-results-only"],
  ["graph-runtime/core/reads-disk.ts", 'export { readFileSync } from "node:fs";', "graph-runtime-is-pure"],
  ["graph-runtime/core/knows-server.ts", 'export { b } from "../../server/log/b.ts";', "graph-runtime-is-pure"],
  ["graph-runtime/core/renders.ts", 'export { useState } from "react";', "graph-runtime-is-pure"],
  ["server/log/up.ts", 'export { b } from "../../app/b.ts";', "server-not-upwards"],
  ["server/log/work.ts", 'export { b } from "../../workers/b.ts";', "server-not-upwards"],
  ["workers/a.ts", 'export { b } from "../app/b.ts";', "workers-not-app"],
  ["app/a.ts", 'export { b } from "../server/log/b.ts";', "app-server-types-only"],
  ["app/work.ts", 'export { b } from "../workers/b.ts";', "app-not-workers"],
  ["app/studio/schema.ts", 'export { z } from "zod";', "editor-without-schemas"],
  ["app/studio/compiles.ts", 'export { b } from "../../graph-runtime/compiler/b.ts";', "editor-without-schemas"],
  ["server/features/x/a.ts", 'export { PrismaPg } from "@prisma/adapter-pg";', "only-server-db-imports-prisma"],
  ["server/features/x/generated.ts", 'export { b } from "../../db/generated/b.ts";', "only-server-db-imports-prisma"],
  ["server/brokers/one/a.ts", 'export { b } from "../two/b.ts";', "brokers-do-not-meet"],
  ["server/simulators/a.ts", 'export { b } from "../brokers/two/b.ts";', "simulators-stand-alone"],
  ["server/brokers/one/s.ts", 'export { b } from "../../simulators/c.ts";', "nobody-imports-simulators"],
  ["server/features/x/inside.ts", 'export { b } from "../y/b.ts";', "features-meet-at-the-door"],
  ["server/log/uses-test.ts", 'export { b } from "../../test/b.ts";', "nothing-imports-tests"],
  ["graph-runtime/core/uses-testkit.ts", 'export { b } from "../testkit/b.ts";', "nothing-imports-tests"],
  ["server/log/one.ts", 'import { two } from "./two.ts";\nexport const one = () => two;', "no-cycles"],
  ["server/log/lost.ts", 'export { b } from "./nowhere.ts";', "resolvable"],
  ["server/log/development.ts", 'export { assert } from "fast-check";', "no-dev-packages-in-the-product"],
];

// Imports that must be allowed: a rule that refuses everything would pass the table above.
const allowed: readonly (readonly [from: string, statement: string])[] = [
  ["app/types-only.ts", 'export type { B } from "../server/log/b.ts";'],
  ["app/api/route.ts", 'export { b } from "../../server/log/b.ts";'],
  ["app/runtime.ts", 'export { b } from "../graph-runtime/graph/b.ts";'],
  ["app/studio/types.ts", 'export type { B } from "../../graph-runtime/compiler/b.ts";'],
  ["app/studio/preview/evaluate.ts", 'export { b } from "../../../graph-runtime/compiler/b.ts";'],
  ["server/db/a.ts", 'export { PrismaPg } from "@prisma/adapter-pg";'],
  ["server/features/x/door.ts", 'export { b } from "../y/service.ts";'],
  ["server/brokers/one/own.ts", 'export { c } from "./c.ts";'],
  ["server/brokers/one/port.ts", 'export { b } from "../port/b.ts";'],
  ["workers/serves.ts", 'export { b } from "../server/log/b.ts";'],
  ["graph-runtime/nodes/down.ts", 'export { b } from "../graph/b.ts";'],
  ["graph-runtime/analytics/types.ts", 'export type { B } from "../sim/b.ts";'],
  ["graph-runtime/sim/down.ts", 'export { b } from "../engine/b.ts";'],
  ["graph-runtime/graph/schema.ts", 'export { z } from "zod";'],
];

const leaf = "export const b = 1;\nexport type B = number;\n";
const leaves = Object.fromEntries(
  [
    ...["market", "graph", "nodes", "compiler", "engine", "sim", "analytics", "testkit"].map(
      (one) => `graph-runtime/${one}/b.ts`,
    ),
    ...[
      "server/log/b.ts",
      "server/db/generated/b.ts",
      "server/brokers/two/b.ts",
      "server/brokers/port/b.ts",
      "server/simulators/c.ts",
      "app/b.ts",
      "workers/b.ts",
      "test/b.ts",
    ],
    ...["server/features/y/b.ts", "server/features/y/service.ts"],
  ].map((path) => [path, leaf]),
);

type Violation = { readonly rule: { readonly name: string }; readonly from: string; readonly comment?: string };

describe("the directions of imports", () => {
  let tree: PlantedTree;
  let violations: readonly Violation[];

  beforeAll(async () => {
    tree = plantTree({
      rules: [".dependency-cruiser.cjs", "tsconfig.base.json", "tsconfig.json", "package.json"],
      files: {
        ...leaves,
        "server/brokers/one/c.ts": "export const c = 1;\n",
        "server/log/two.ts": 'import { one } from "./one.ts";\nexport const two = () => one;\n',
        ...Object.fromEntries([...forbidden, ...allowed].map(([from, statement]) => [from, `${statement}\n`])),
      },
    });
    const { output } = await tree.run(
      "dependency-cruiser/bin/dependency-cruise.mjs",
      ...["--config", ".dependency-cruiser.cjs", "--output-type", "json"],
      ...["app", "server", "graph-runtime", "workers", "test"],
    );
    violations = JSON.parse(output.slice(output.indexOf("{"))).summary.violations;
  });
  afterAll(() => tree.remove());

  test.each(forbidden)("%s may not say %s", (from, _statement, rule) => {
    const found = violations.filter((one) => one.from === from).map((one) => one.rule.name);
    expect(found).toContain(rule);
  });

  test.each(allowed)("%s may say %s", (from) => {
    expect(violations.filter((one) => one.from === from)).toEqual([]);
  });
});
