import type { BarColumns } from "../market/bars.ts";
import type { BrokerRules } from "../market/broker-rules.ts";
import type { ConversionRates } from "../market/conversion-rates.ts";
import type { FillLog } from "../market/fill-log.ts";
import type { Instrument } from "../market/instrument.ts";
import type { InstrumentEvent } from "../market/instrument-event.ts";
import type { OrderLog } from "../market/order-log.ts";

/**
 * What analytics reads of a run's settings. Analytics knows results only, so it states the shape that it needs instead of
 * importing the simulation; a backtest's settings satisfy it.
 */
export type RunSettingsView = {
  readonly timeframe: string;
  readonly currency: string;
  /** Money at the start, in `currency`. */
  readonly capital: number;
  readonly execution: {
    readonly fill: string;
    readonly intrabar: string;
    readonly limitPenetrationTicks: number;
    readonly cashBufferPercent: number;
    readonly sizeAt: string;
    readonly beyondBuyingPower: string;
    readonly account: string;
    readonly leverage?: number;
    readonly participationPercent?: number | undefined;
    readonly initialMarginPercent?: number | undefined;
    readonly maintenanceMarginPercent?: number | undefined;
    readonly broker?: BrokerRules | undefined;
  };
  readonly costs: ModelSetting;
  readonly slippage: ModelSetting;
  /** Yearly rates in percent; without it, money costs and earns nothing. */
  readonly financing?:
    | { readonly cashInterestPercent: number; readonly marginInterestPercent: number; readonly borrowPercent: number }
    | undefined;
};

/** A model by name with its numbers, whichever they are. */
export type ModelSetting = { readonly model: string; readonly [parameter: string]: unknown };

/** What analytics reads of a finished run; a backtest's result satisfies it. */
export type RunResult = {
  /** Bar open times, epoch milliseconds UTC, strictly rising. */
  readonly time: Float64Array;
  /** Money at each bar's close, open positions marked. */
  readonly equity: Float64Array;
  /** Market value of the positions over equity at each bar's close: 0 is flat, negative is net short. */
  readonly exposure: Float64Array;
  /** The bars whose exposure is not zero, in stretches from one up to another; where absent, the column tells. */
  readonly held?: { readonly count: number; from(index: number): number; to(index: number): number };
  readonly orderLog: OrderLog;
  readonly fillLog: FillLog;
  /** Bars whose outcome depends on the intrabar path. */
  readonly ambiguousBars: number;
  /** Bars that the magnifier walked along finer bars, and those for which it had none. */
  readonly finerBars?: number;
  readonly coarseBars?: number;
  /** Recorded signals that it was given; null where the strategy waits for none. */
  readonly signalsGiven?: number | null;
  readonly settings: RunSettingsView;
};

/** One traded instrument with the bars of the run. */
export type Lane = {
  readonly instrument: Instrument;
  readonly bars: BarColumns;
  /** Splits, dividends and the like, in rising order of time. */
  readonly actions?: readonly InstrumentEvent[];
  /** What the instrument's currency is worth in the account's, where it is another. */
  readonly conversion?: ConversionRates;
  /** What the bars were made from, where they are not those of the history, and how many of its bars no session holds. */
  readonly madeFrom?: { readonly timeframe: string; readonly outside: number };
};
