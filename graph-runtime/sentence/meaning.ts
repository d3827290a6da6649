import type { BarField } from "../market/bars.ts";
import type { Timeframe } from "../market/timeframe.ts";

/** What a stretch of words stands for: a value on every bar. `side` tells which way a touch or a break of it goes. */
export type Series =
  | { readonly type: "field"; readonly field: Exclude<BarField, "time"> }
  | { readonly type: "number"; readonly value: number }
  | {
      readonly type: "indicator";
      readonly kind: string;
      readonly params: Readonly<Record<string, number | string>>;
      /** By input; a kind's inputs named like market columns are wired to those without being listed. */
      readonly source?: Series;
      readonly output: string;
      readonly side?: "upper" | "lower";
    }
  | { readonly type: "earlier"; readonly source: Series; readonly bars: number; readonly side?: "upper" | "lower" }
  | { readonly type: "times"; readonly factor: number; readonly source: Series };

export type Relation = "above" | "at-or-above" | "below" | "at-or-below";

export type Condition =
  | { readonly type: "cross"; readonly a: Series; readonly direction: "above" | "below"; readonly b: Series }
  | { readonly type: "compare"; readonly a: Series; readonly relation: Relation; readonly b: Series }
  | {
      readonly type: "between";
      readonly a: Series;
      readonly relation: "inside" | "outside";
      readonly lower: number;
      readonly upper: number;
    }
  | {
      readonly type: "rising";
      readonly a: Series;
      readonly direction: "rising" | "falling";
      readonly length: number;
    }
  | {
      readonly type: "moved";
      readonly a: Series;
      readonly direction: "up" | "down";
      readonly amount: number;
      readonly unit: "percent" | "points";
      readonly length: number;
    }
  | { readonly type: "trend"; readonly rising: boolean }
  | { readonly type: "held"; readonly bars: number }
  | { readonly type: "window"; readonly from: string; readonly to: string }
  | { readonly type: "weekday"; readonly days: readonly string[] }
  | { readonly type: "schedule"; readonly period: "day" | "week" | "month" }
  | { readonly type: "all" | "any"; readonly parts: readonly Condition[] };

export type Size = {
  readonly amount: number;
  readonly unit: "units" | "lots" | "value" | "equity-percent" | "risk-percent";
};

export type Distance = { readonly amount: number; readonly unit: "percent" | "price" | "atr" };

export type Rule =
  | {
      readonly type: "enter";
      readonly direction: "long" | "short";
      readonly size: Size | null;
      readonly when: Condition | null;
      /** Also turns an opposite position round. */
      readonly reverse: boolean;
    }
  | {
      readonly type: "exit";
      readonly side: "any" | "long" | "short";
      readonly percent: number;
      readonly when: Condition | null;
    }
  | { readonly type: "stop" | "target" | "trail"; readonly distance: Distance };

/** Everything that was read out of a text. */
export type Meaning = {
  readonly rules: readonly Rule[];
  readonly size: Size | null;
  readonly timeframe: Timeframe | null;
  readonly universe: readonly string[];
  /** Assumptions that the reader made, in words. */
  readonly notes: readonly string[];
};
