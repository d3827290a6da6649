import { describe, expect, test } from "vitest";
import type { z } from "zod";
import {
  CostSettings,
  ExecutionSettings,
  FinancingSettings,
  RiskSettings,
  SlippageSettings,
} from "@/graph-runtime/graph/settings.ts";
import { BORROWING, FILLING, FINANCING, LIMITS, MARGIN, SIZING } from "./account-settings.ts";
import { COST_MODELS } from "./cost-models.ts";
import type { NumberSetting } from "./number-setting.ts";
import { addRate, changeRate, dayOf, timeOfDay } from "./rate-schedule.ts";
import { SLIPPAGE_MODELS } from "./slippage-models.ts";

type Offered = Readonly<
  Record<
    string,
    { readonly usual: object; readonly numbers: readonly NumberSetting<never>[] | readonly NumberSetting[] }
  >
>;

const unions: readonly (readonly [string, z.ZodDiscriminatedUnion, Offered])[] = [
  ["costs", CostSettings as unknown as z.ZodDiscriminatedUnion, COST_MODELS as unknown as Offered],
  ["slippage", SlippageSettings as unknown as z.ZodDiscriminatedUnion, SLIPPAGE_MODELS as unknown as Offered],
];

/** What the schema says of a number that is given, with the rest of the object as it is. */
function takes(schema: z.ZodType, whole: object, key: string, value: number): boolean {
  return schema.safeParse({ ...whole, [key]: value }).success;
}

/** The form refuses exactly what the schema refuses, at both ends. */
function expectSameBounds(schema: z.ZodType, whole: object, { key, bounds, absent }: NumberSetting): void {
  const { min, max, integer } = bounds;
  expect(takes(schema, whole, key, min!), `${key} at its least`).toBe(true);
  expect(takes(schema, whole, key, min! - 0.5), `${key} below its least`).toBe(false);
  if (max !== undefined) {
    expect(takes(schema, whole, key, max), `${key} at its most`).toBe(true);
    expect(takes(schema, whole, key, max + 1), `${key} above its most`).toBe(false);
  } else expect(takes(schema, whole, key, 1e9), `${key} without a most`).toBe(true);
  expect(takes(schema, whole, key, min! + 0.5), `${key} between two whole numbers`).toBe(!integer);
  const { [key]: _, ...without } = { ...whole } as Record<string, unknown>;
  const present = schema.safeParse({ ...without, [key]: absent?.first ?? min }).success;
  expect(present, `${key} as it begins`).toBe(true);
  if (absent !== undefined) expect(schema.safeParse(without).success, `${key} left out`).toBe(true);
}

describe.each(unions)("the form of %s", (_, union, offered) => {
  const options = union.options as unknown as readonly z.ZodObject[];
  const named = options.map((option) => [(option.shape["model"] as z.ZodLiteral<string>).value, option] as const);

  test("offers every model of the engine", () => {
    expect(Object.keys(offered).sort()).toEqual(named.map(([name]) => name).sort());
  });

  test.each(named)("has a field for each setting of %s, with the bounds of the schema", (name, option) => {
    const { usual, numbers } = offered[name]!;
    expect(union.parse(usual)).toEqual(usual);
    const asked = Object.keys(option.shape).filter((key) => key !== "model" && key !== "rates");
    expect(numbers.map(({ key }) => key as string).sort()).toEqual(asked.sort());
    for (const number of numbers as readonly NumberSetting[]) expectSameBounds(union, usual, number);
  });
});

describe("the forms of the account", () => {
  const forms: readonly (readonly [string, z.ZodObject, readonly NumberSetting[]])[] = [
    ["execution", ExecutionSettings, [...FILLING, ...SIZING, ...MARGIN]],
    ["financing", FinancingSettings, [...FINANCING, ...BORROWING]],
    ["limits", RiskSettings, LIMITS],
  ];

  test.each(forms)("have a field for each number of %s, with the bounds of the schema", (_, schema, numbers) => {
    const isNumber = (key: string): boolean => takes(schema, {}, key, 1);
    const asked = Object.keys(schema.shape).filter(isNumber);
    expect(numbers.map(({ key }) => key).sort()).toEqual(asked.sort());
    for (const number of numbers) expectSameBounds(schema, {}, number);
  });
});

describe("rates that change with time", () => {
  const rates = [
    { from: Date.UTC(2020, 0, 1), percent: 0.2 },
    { from: Date.UTC(2022, 0, 1), percent: 0.1 },
  ];

  test("stay in rising order, one to a day", () => {
    const later = changeRate(rates, 0, { from: Date.UTC(2023, 5, 1), percent: 0.2 });
    expect(later.map(({ percent }) => percent)).toEqual([0.1, 0.2]);
    expect(changeRate(rates, 0, { from: Date.UTC(2022, 0, 1), percent: 0.3 })).toEqual(rates);
    expect(addRate(rates).map(({ from }) => dayOf(from))).toEqual(["2020-01-01", "2022-01-01", "2023-01-01"]);
  });

  test("read no day that is none", () => {
    expect(timeOfDay("2024-02-29")).toBe(Date.UTC(2024, 1, 29));
    expect(timeOfDay("")).toBeNull();
    expect(timeOfDay("2024-13-01")).toBeNull();
  });
});
