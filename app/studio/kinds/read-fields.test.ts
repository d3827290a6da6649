import { describe, expect, test } from "vitest";
import { z } from "zod";
import { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { documentRegistry } from "@/graph-runtime/nodes/document-registry.ts";
import { registry } from "@/graph-runtime/nodes/registry.ts";
import { kinds, kindsOf } from "./kinds.ts";
import { isShown, primaryFields } from "./param-field.ts";
import { readFields } from "./read-fields.ts";

describe("the form of a schema", () => {
  test("reads bounds, unit, default and control", () => {
    const schema = z.object({
      length: z
        .int()
        .min(2)
        .max(500)
        .default(14)
        .meta({ label: "Length", unit: "bars", control: "slider", primary: true }),
      side: z.enum(["long", "short"]).default("long").meta({ label: "Side" }),
      on: z.boolean().default(true).meta({ label: "On" }),
      name: z.string().max(20).default("").meta({ label: "Name" }),
    });
    const [length, side, on, name] = readFields(schema);
    expect(length).toMatchObject({
      key: "length",
      label: "Length",
      unit: "bars",
      primary: true,
      defaultValue: 14,
      control: { kind: "number", integer: true, min: 2, max: 500, step: 1, slider: true },
    });
    expect(side?.control).toMatchObject({ kind: "choice", segmented: true });
    expect(on?.control.kind).toBe("switch");
    expect(name?.control).toMatchObject({ kind: "text", maxLength: 20 });
  });

  test("an unbounded integer has no bounds to show", () => {
    const [field] = readFields(z.object({ count: z.int().default(1).meta({ label: "Count" }) }));
    expect(field?.control).toEqual({ kind: "number", integer: true, step: 1, slider: false });
  });

  test("a conditional field shows only with the value it asks for", () => {
    const [field] = readFields(
      z.object({
        price: z
          .number()
          .default(1)
          .meta({ label: "Price", shownWhen: { order: ["limit"] } }),
      }),
    );
    if (field === undefined) throw new Error("there must be a field");
    expect(isShown(field, { order: "limit" })).toBe(true);
    expect(isShown(field, { order: "market" })).toBe(false);
  });

  test.each(kinds.all().map((definition) => [definition.kind, definition] as const))(
    "%s has a label and a default for every field, and two at most on the node",
    (_kind, definition) => {
      for (const field of definition.fields) {
        expect(field.label).not.toBe("");
        expect(field.defaultValue).toBeDefined();
      }
      expect(primaryFields(definition.fields).length).toBeLessThanOrEqual(2);
    },
  );
});

test("a block has the same form by its own words as by its schema", () => {
  const parameters = [
    { key: "length", type: "integer", default: 14, min: 2, max: 50 },
    { key: "factor", label: "Factor", type: "number", default: 1.5, min: 0, max: 10 },
    { key: "open", type: "number", default: 3 },
    { key: "long", type: "boolean", default: true },
    { key: "note", type: "text", default: "a" },
  ] as const;
  const port = { id: "value", label: "Value", type: "number" } as const;
  const block = { id: "b", version: 2, title: "B", inputs: [port], outputs: [port], parameters, nodes: [], edges: [] };
  const blocks = GraphDocument.parse({ format: "quantloom.graph/1", name: "x", blocks: [block] }).blocks!;
  const kind = kindsOf({ blocks }).get("block.b", 2);
  const definition = documentRegistry({ blocks }, registry).get("block.b", 2)!;
  expect(kind?.fields).toEqual(readFields(definition.params));
  expect({ ...kind?.meta, ...kind?.words }).toEqual(definition.meta);
  expect([kind?.inputs, kind?.outputs]).toEqual([definition.inputs, definition.outputs]);
});
