import type { SlippageSettings } from "@/graph-runtime/graph/settings.ts";
import { between, type NumberSetting } from "./number-setting.ts";

type Model = SlippageSettings["model"];

export type SlippageModel<Name extends Model = Model> = {
  readonly label: string;
  readonly hint?: string;
  /** What a strategy gets that chooses the model. */
  readonly usual: Extract<SlippageSettings, { model: Name }>;
  readonly numbers: readonly NumberSetting<
    Exclude<keyof Extract<SlippageSettings, { model: Name }>, "model"> & string
  >[];
};

/** Every slippage model of the engine: what market and stop orders lose against the price of the bar. */
export const SLIPPAGE_MODELS: { readonly [Name in Model]: SlippageModel<Name> } = {
  none: { label: "None", usual: { model: "none" }, numbers: [] },
  ticks: {
    label: "Ticks",
    usual: { model: "ticks", ticks: 1 },
    numbers: [{ key: "ticks", label: "Ticks lost", unit: "ticks", step: 1, bounds: between(0, 1000) }],
  },
  percent: {
    label: "Percent of price",
    usual: { model: "percent", percent: 0.02 },
    numbers: [{ key: "percent", label: "Share lost", unit: "% of price", step: 0.01, bounds: between(0, 10) }],
  },
  "half-spread": {
    label: "Half of the spread",
    hint: "Bars know no bid and ask: each fill loses half of a spread that stays.",
    usual: { model: "half-spread", spreadPercent: 0.05 },
    numbers: [{ key: "spreadPercent", label: "Whole spread", unit: "% of price", step: 0.01, bounds: between(0, 20) }],
  },
  "volume-share": {
    label: "By share of the bar's volume",
    hint: "The price moves by impact x share x share: an impact of 0.1 and a tenth of the bar's volume cost 0.1 %.",
    usual: { model: "volume-share", impact: 0.1 },
    numbers: [{ key: "impact", label: "Impact", unit: "x share²", step: 0.05, bounds: between(0, 100) }],
  },
};
