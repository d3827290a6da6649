import { describe, expect, test } from "vitest";
import { z } from "zod";
import { registry } from "@/graph-runtime/nodes/registry.ts";
import { isShown, paramFields, primaryFields } from "./param-field.ts";
import { parseNumber, stepNumber } from "./parse-number.ts";

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
    const [length, side, on, name] = paramFields(schema);
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
    const [field] = paramFields(z.object({ count: z.int().default(1).meta({ label: "Count" }) }));
    expect(field?.control).toEqual({ kind: "number", integer: true, step: 1, slider: false });
  });

  test("a conditional field shows only with the value it asks for", () => {
    const [field] = paramFields(
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

  test.each(registry.all().map((definition) => [definition.kind, definition] as const))(
    "%s has a label and a default for every field, and two at most on the node",
    (_kind, definition) => {
      for (const field of paramFields(definition.params)) {
        expect(field.label).not.toBe("");
        expect(field.defaultValue).toBeDefined();
      }
      expect(primaryFields(definition.params).length).toBeLessThanOrEqual(2);
    },
  );
});

describe("a typed number", () => {
  const bounds = { integer: true, min: 1, max: 5000 };

  test.each([
    ["20", 20],
    [" 1,234 ", 1234],
    ["1 000", 1000],
  ])("%s reads as %d", (text, value) => {
    expect(parseNumber(text, bounds)).toEqual({ value });
  });

  test("with a decimal comma is understood", () => {
    expect(parseNumber("2,5", { integer: false })).toEqual({ value: 2.5 });
  });

  test.each([
    ["", "Enter a number."],
    ["abc", "Enter a number."],
    ["2.5", "Enter a whole number."],
    ["0", "Must be 1 or more."],
    ["5001", "Must be 5000 or less."],
  ])("%j is refused: %s", (text, error) => {
    expect(parseNumber(text, bounds)).toEqual({ error });
  });

  test("steps stay on their grid and within bounds", () => {
    expect(stepNumber(0.1, 0.1, 2, { integer: false })).toBe(0.3);
    expect(stepNumber(4999, 1, 10, bounds)).toBe(5000);
    expect(stepNumber(1000, 1000, -1, bounds)).toBe(1);
  });
});
