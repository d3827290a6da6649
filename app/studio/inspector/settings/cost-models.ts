import type { CostSettings } from "@/graph-runtime/graph/settings.ts";
import { between, type NumberSetting } from "./number-setting.ts";

type Model = CostSettings["model"];
type NumberKey<Name extends Model> = Exclude<keyof Extract<CostSettings, { model: Name }>, "model" | "rates"> & string;

export type CostModel<Name extends Model = Model> = {
  readonly label: string;
  readonly hint?: string;
  /** What a strategy gets that chooses the model. */
  readonly usual: Extract<CostSettings, { model: Name }>;
  readonly numbers: readonly NumberSetting<NumberKey<Name>>[];
};

/** Every commission model of the engine. */
export const COST_MODELS: { readonly [Name in Model]: CostModel<Name> } = {
  none: { label: "None", usual: { model: "none" }, numbers: [] },
  percent: {
    label: "Percent of value",
    usual: { model: "percent", percent: 0.1 },
    numbers: [{ key: "percent", label: "Cost", unit: "% of value", step: 0.01, bounds: between(0, 10) }],
  },
  "per-share": {
    label: "Per share",
    hint: "Minimum and maximum hold over all fills of an order.",
    usual: { model: "per-share", perShare: 0.005, minimum: 1 },
    numbers: [
      { key: "perShare", label: "Cost per share", unit: "currency / share", step: 0.001, bounds: between(0) },
      { key: "minimum", label: "Minimum per order", unit: "currency", step: 0.5, bounds: between(0) },
      {
        key: "maximumPercent",
        label: "Maximum per order",
        unit: "% of value",
        step: 0.1,
        bounds: between(0, 100),
        absent: { words: "No maximum", first: 0.5 },
      },
    ],
  },
  "per-trade": {
    label: "Per order",
    hint: "Charged with the first fill of an order.",
    usual: { model: "per-trade", amount: 1 },
    numbers: [{ key: "amount", label: "Cost per order", unit: "currency", step: 0.5, bounds: between(0) }],
  },
  "per-contract": {
    label: "Per contract",
    usual: { model: "per-contract", perContract: 0.85 },
    numbers: [
      { key: "perContract", label: "Cost per contract", unit: "currency / contract", step: 0.05, bounds: between(0) },
    ],
  },
  "maker-taker": {
    label: "Maker and taker",
    hint: "A maker is a limit order that rests until the price comes to it; every other fill takes. Below zero is a rebate.",
    usual: { model: "maker-taker", makerPercent: 0.02, takerPercent: 0.05 },
    numbers: [
      { key: "makerPercent", label: "Maker", unit: "% of value", step: 0.01, bounds: between(-10, 10) },
      { key: "takerPercent", label: "Taker", unit: "% of value", step: 0.01, bounds: between(0, 10) },
    ],
  },
  schedule: {
    label: "Percent that changes with time",
    hint: "Each rate holds from its day on (UTC) until the next one. Before the first, fills cost nothing.",
    usual: { model: "schedule", rates: [{ from: 0, percent: 0.1 }] },
    numbers: [],
  },
};
