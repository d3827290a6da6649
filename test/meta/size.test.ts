import { afterEach, describe, expect, test } from "vitest";
import { measureFiles } from "../../scripts/checks/file-size.js";
import { type PlantedTree, plantTree } from "./planted-tree.ts";

const lines = (count: number) => "export const x = 1;\n".repeat(count);
let tree: PlantedTree | undefined;

function measure(files: Readonly<Record<string, string>>) {
  tree = plantTree({ rules: [], files });
  return measureFiles(tree.folder, Object.keys(files));
}

describe("the size check", () => {
  afterEach(() => tree?.remove());

  test("a file of 400 lines passes and one of 401 does not", () => {
    const small = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`server/small-${index}.ts`, lines(20)]));
    const { problems } = measure({ ...small, "server/full.ts": lines(400), "server/over.ts": lines(401) });
    expect(problems).toEqual([expect.stringContaining("server/over.ts: at most 400 lines, has 401")]);
  });

  test("a median over 80 lines is refused", () => {
    const { problems } = measure({ "server/a.ts": lines(81), "server/b.ts": lines(90) });
    expect(problems).toEqual([expect.stringContaining("median file has 90")]);
  });

  test("more than one file in ten over 250 lines is refused", () => {
    const small = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`server/small-${index}.ts`, lines(20)]));
    const { problems } = measure({ ...small, "server/a.ts": lines(260), "server/b.ts": lines(270) });
    expect(problems).toEqual([expect.stringContaining("One file in ten")]);
  });

  test.each(["utils.ts", "helpers.test.ts", "Common.tsx", "types.ts"])("a file named %s is refused", (name) => {
    expect(measure({ [`server/${name}`]: lines(1) }).problems).toEqual([expect.stringContaining("name it for")]);
  });

  test("recorded numbers and generated files are not measured", () => {
    const { count } = measure({ "test/golden/a.ts": lines(900), "server/db/generated/client.ts": lines(900) });
    expect(count).toBe(0);
  });
});
