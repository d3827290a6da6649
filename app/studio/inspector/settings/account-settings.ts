import type { ExecutionSettings, FinancingSettings, RiskSettings } from "@/graph-runtime/graph/settings.ts";
import { ABOVE_ZERO, between, type NumberKeys, type NumberSetting } from "./number-setting.ts";

type Execution = NumberSetting<NumberKeys<ExecutionSettings>>;

export const FILLING: readonly Execution[] = [
  {
    key: "limitPenetrationTicks",
    label: "A limit fills",
    hint: "Ticks by which the price must trade through it. 0: a touch is enough, which is optimistic.",
    unit: "ticks beyond",
    step: 1,
    bounds: { integer: true, min: 0, max: 100 },
  },
  {
    key: "participationPercent",
    label: "Cap on the bar's volume",
    hint: "A bar fills at most this share of its volume; the rest of the order stays working.",
    unit: "% of volume",
    step: 1,
    bounds: between(ABOVE_ZERO, 100),
    absent: { words: "No cap: a bar fills any size.", first: 10 },
  },
];

export const SIZING: readonly Execution[] = [
  {
    key: "cashBufferPercent",
    label: "Cash buffer",
    hint: "Kept back where a size is a percentage of equity.",
    unit: "% of equity",
    step: 0.25,
    bounds: between(0, 50),
  },
];

/** Of an account that may borrow. */
export const MARGIN: readonly Execution[] = [
  {
    key: "leverage",
    label: "Leverage",
    hint: "The most that positions may be worth together, as a multiple of equity.",
    unit: "x equity",
    step: 0.5,
    bounds: between(1, 100),
  },
  {
    key: "initialMarginPercent",
    label: "Initial margin",
    hint: "Equity that a position takes to open, in place of the leverage.",
    unit: "% of value",
    step: 5,
    bounds: between(ABOVE_ZERO, 100),
    absent: { words: "Follows from the leverage.", first: 50 },
  },
  {
    key: "maintenanceMarginPercent",
    label: "Margin call",
    hint: "Below this share of the positions' value, positions are closed at the next open, losers first.",
    unit: "% of value",
    step: 5,
    bounds: between(ABOVE_ZERO, 100),
    absent: { words: "Nobody calls, whatever the loss.", first: 25 },
  },
];

export const FINANCING: readonly NumberSetting<keyof FinancingSettings>[] = [
  { key: "cashInterestPercent", label: "Earned on cash", unit: "% a year", step: 0.25, bounds: between(0, 100) },
];

/** Of an account that may borrow. */
export const BORROWING: readonly NumberSetting<keyof FinancingSettings>[] = [
  { key: "marginInterestPercent", label: "Paid on debt", unit: "% a year", step: 0.25, bounds: between(0, 100) },
  {
    key: "borrowPercent",
    label: "Paid on short positions",
    hint: "By calendar days, on the value of the position.",
    unit: "% a year",
    step: 0.25,
    bounds: between(0, 1000),
  },
];

const unlimited = (first: number) => ({ words: "No limit", first });
const share = between(ABOVE_ZERO, 10_000);

export const LIMITS: readonly NumberSetting<keyof RiskSettings>[] = [
  { key: "maxOrderPercent", label: "One order", unit: "% of equity", step: 5, bounds: share, absent: unlimited(50) },
  {
    key: "maxPositionPercent",
    label: "One position",
    unit: "% of equity",
    step: 5,
    bounds: share,
    absent: unlimited(50),
  },
  {
    key: "maxGrossPercent",
    label: "All positions",
    unit: "% of equity",
    step: 5,
    bounds: share,
    absent: unlimited(100),
  },
  {
    key: "maxOpenPositions",
    label: "Open positions",
    unit: "at once",
    step: 1,
    bounds: { integer: true, min: 1, max: 10_000 },
    absent: unlimited(5),
  },
  {
    key: "maxSessionLossPercent",
    label: "Loss of a session",
    hint: "From the close before it.",
    unit: "% of equity",
    step: 0.5,
    bounds: between(ABOVE_ZERO, 100),
    absent: unlimited(3),
  },
  {
    key: "maxDrawdownPercent",
    label: "Drawdown",
    hint: "From the highest equity so far.",
    unit: "% of peak",
    step: 1,
    bounds: between(ABOVE_ZERO, 100),
    absent: unlimited(20),
  },
];
