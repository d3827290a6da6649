import { describe, expect, test } from "vitest";
import { compile } from "../compiler/compile.ts";
import { readDocument } from "../graph/read-document.ts";
import { smaCross } from "../templates/sma-cross.ts";
import { suggestChange } from "./suggest-change.ts";

const document = readDocument(smaCross.document).document!;
const finding = (id: string, numbers: Record<string, number> = {}): Parameters<typeof suggestChange>[1] => ({
  id,
  severity: "warning",
  numbers,
});

describe("the change that answers a remark", () => {
  test.each(["costs-eat-profit", "crisis-windows", "lucky-path"])("%s adds a guard that compiles", (id) => {
    const fix = suggestChange(document, finding(id, { worstOfTwenty: 0.31 }))!;
    const [patch] = fix.patch;
    expect(patch).toMatchObject({ op: "add", path: "/nodes/-" });
    const changed = { ...document, nodes: [...document.nodes, (patch as { value: (typeof document.nodes)[0] }).value] };
    const { program, diagnostics } = compile(changed);
    expect(diagnostics).toEqual([]);
    expect(program?.guards).toHaveLength(1);
    expect(suggestChange(changed, finding(id))).toBeNull();
  });

  test.each(["look-ahead", "denied-orders", "capacity"])("%s sets a setting that the strategy knows", (id) => {
    const fix = suggestChange(document, finding(id))!;
    const [patch] = fix.patch as readonly { path: string; value: unknown }[];
    const key = patch!.path.split("/").at(-1)!;
    const execution = { ...document.settings.execution, [key]: patch!.value };
    const read = readDocument({ ...document, settings: { ...document.settings, execution } });
    expect(read.document?.settings.execution).toMatchObject({ [key]: patch!.value });
  });

  test("is not offered where it would change nothing, or where there is none", () => {
    expect(suggestChange(document, finding("leverage"))).toBeNull();
    expect(suggestChange(document, finding("few-trades"))).toBeNull();
  });
});
