import { grouped } from "../core/grouped.ts";
import { isoDate } from "../core/time.ts";
import { RULED_BROKERS } from "../market/broker-rules.ts";
import type { AnalysisContext } from "./analysis-context.ts";
import type { Assumption } from "./assumption.ts";
import type { ModelSetting, RunResult, RunSettingsView } from "./run-result.ts";

const FILLS: Record<string, Omit<Assumption, "id" | "label">> = {
  "next-open": {
    value: "next bar's open",
    note: "A decision is made when a bar has closed, and filled at the next open.",
  },
  "next-close": {
    value: "next bar's close",
    note: "A decision is made when a bar has closed, and filled one bar later.",
  },
  "same-close": {
    value: "the close that triggered it",
    note: "Nobody can trade at a close that has already happened. Results flatter.",
    optimistic: true,
  },
};

const PATHS: Record<string, Omit<Assumption, "id" | "label">> = {
  pessimistic: {
    value: "whatever hurts the position first",
    note: "Where stop and target lie in one bar, the stop is hit.",
  },
  "nearest-extreme": { value: "open, nearer extreme, farther extreme, close" },
  ohlc: { value: "open, high, low, close", note: "Flatters long targets and short stops.", optimistic: true },
  magnifier: { value: "finer bars where there are any, else whatever hurts the position first" },
  olhc: { value: "open, low, high, close", note: "Flatters short targets and long stops.", optimistic: true },
};

/** The assumptions panel as data: everything a reader must know before believing a figure. */
export function assumptionsOf(context: AnalysisContext): Assumption[] {
  const { result, lanes, periodsPerYear, trades } = context;
  const { settings, time } = result;
  const { execution } = settings;
  const open = trades.count - trades.closedCount;
  const symbols = lanes.map((lane) => lane.instrument.symbol);
  const isSynthetic = lanes.some((lane) => lane.instrument.synthetic);
  const period =
    time.length === 0 ? "no bars" : `${isoDate(time[0] as number)} to ${isoDate(time[time.length - 1] as number)}`;
  return [
    {
      id: "data",
      label: "Data",
      value: `${symbols.slice(0, 5).join(", ")}${symbols.length > 5 ? ` and ${symbols.length - 5} more` : ""}, ${settings.timeframe}, ${grouped(time.length)} bars, ${period} (UTC)`,
      ...(isSynthetic ? { note: "Some of the bars are synthetic: no market has produced them." } : {}),
    },
    ...madeBars(lanes),
    ...outsideSignals(result),
    { id: "capital", label: "Capital", value: `${grouped(settings.capital)} ${settings.currency}` },
    { id: "fill", label: "Market orders fill at", ...(FILLS[execution.fill] ?? { value: execution.fill }) },
    {
      id: "intrabar",
      label: "Path within a bar",
      ...(PATHS[execution.intrabar] ?? { value: execution.intrabar }),
      ...(execution.intrabar === "magnifier" ? { note: magnified(result) } : {}),
    },
    {
      id: "ambiguous-bars",
      label: "Bars that depend on that path",
      value: String(result.ambiguousBars),
      ...(result.ambiguousBars > 0 ? { note: "Their outcome is decided by the rule above, not by the data." } : {}),
    },
    penetration(execution.limitPenetrationTicks),
    { id: "costs", label: "Costs", ...modelText(settings.costs, "Trading is never free.") },
    {
      id: "slippage",
      label: "Slippage",
      ...modelText(settings.slippage, "Orders fill at the exact price, whatever their size."),
    },
    liquidity(execution.participationPercent),
    ...brokerRules(execution.broker),
    {
      id: "sizing",
      label: "Sizes",
      value: `worked out at the ${execution.sizeAt}, rounded down to whole lots, ${execution.cashBufferPercent} % of equity kept in cash`,
    },
    {
      id: "buying-power",
      label: "Orders beyond buying power",
      value: execution.beyondBuyingPower === "deny" ? "denied, with a reason" : "made smaller until they fit",
    },
    { id: "account", label: "Account", value: accountText(execution) },
    financing(settings.financing),
    {
      id: "corporate-actions",
      label: "Splits and dividends",
      value: lanes.some((lane) => (lane.actions?.length ?? 0) > 0)
        ? "applied to raw prices on their dates"
        : "none, beyond what the prices contain",
    },
    {
      id: "open-trades",
      label: "Trades open at the end",
      value: open === 0 ? "none" : `${open}, marked at the last close and listed apart`,
    },
    {
      id: "sampling",
      label: "Returns",
      value: `by session (UTC day), ${periodsPerYear} a year`,
      note: "Ratios are made of session returns, never of single trades or of intraday bars.",
    },
    { id: "benchmark", label: "Benchmark", value: context.benchmarkLabel },
  ];
}

function magnified({ finerBars = 0, coarseBars = 0 }: RunResult): string {
  return `Of ${finerBars + coarseBars} bars with orders at work, ${finerBars} were walked along finer bars; ${coarseBars} had none that cover them.`;
}

function outsideSignals({ signalsGiven = null }: RunResult): Assumption[] {
  if (signalsGiven === null) return [];
  const value = signalsGiven === 0 ? "none given" : `${signalsGiven} recorded`;
  const note = "Each acts at the close of the first bar that closes after it came in.";
  return [{ id: "outside-signals", label: "Signals from outside", value, note }];
}

function madeBars(lanes: AnalysisContext["lanes"]): Assumption[] {
  const made = lanes.flatMap(({ madeFrom, instrument }) =>
    madeFrom === undefined ? [] : [{ ...madeFrom, instrument }],
  );
  if (made.length === 0) return [];
  const bases = [...new Set(made.map(({ timeframe }) => timeframe))].join(", ");
  const sessions = [...new Set(made.map(({ instrument }) => instrument.calendar))].join(", ");
  const outside = made.reduce((sum, lane) => sum + lane.outside, 0);
  return [
    {
      id: "made-bars",
      label: "Bars made from",
      value: `${bases} bars, by the sessions of ${sessions}`,
      ...(outside === 0 ? {} : { note: `${grouped(outside)} bars lie outside every session and are left out.` }),
    },
  ];
}

function penetration(ticks: number): Assumption {
  const label = "Limit orders fill when the price";
  if (ticks > 0) return { id: "limits", label, value: `goes through them by ${ticks} tick${ticks === 1 ? "" : "s"}` };
  return {
    id: "limits",
    label,
    value: "touches them",
    note: "Others stand in the queue before you.",
    optimistic: true,
  };
}

function liquidity(percent: number | undefined): Assumption {
  const label = "Liquidity";
  if (percent !== undefined)
    return {
      id: "liquidity",
      label,
      value: `at most ${percent} % of a bar's volume; the rest of an order stays working`,
    };
  const note = "No cap on the share of a bar's volume. Large orders in thin markets flatter.";
  return { id: "liquidity", label, value: "every order fills in full", note, optimistic: true };
}

function brokerRules(broker: RunSettingsView["execution"]["broker"]): Assumption[] {
  if (broker === undefined) return [];
  const note = "Orders that it would refuse for their form are denied, with the reason.";
  return [{ id: "broker", label: "Rules of a broker", value: RULED_BROKERS[broker].title, note }];
}

function accountText(execution: RunSettingsView["execution"]): string {
  const { account, leverage = 1, initialMarginPercent, maintenanceMarginPercent } = execution;
  if (account !== "margin") return account;
  const parts = [`exposure up to ${leverage} times equity`];
  if (initialMarginPercent !== undefined) parts.push(`initial margin ${initialMarginPercent} %`);
  parts.push(
    maintenanceMarginPercent === undefined ? "no margin calls" : `maintenance margin ${maintenanceMarginPercent} %`,
  );
  return `margin: ${parts.join(", ")}`;
}

function financing(rates: RunSettingsView["financing"]): Assumption {
  const head = { id: "financing", label: "Interest and borrowing" };
  if (rates === undefined) return { ...head, value: "none: money costs and earns nothing" };
  const { cashInterestPercent, marginInterestPercent, borrowPercent } = rates;
  return {
    ...head,
    value: `${cashInterestPercent} % a year on cash, ${marginInterestPercent} % on borrowed cash, ${borrowPercent} % on short positions`,
  };
}

function modelText(setting: ModelSetting, noneNote: string): Omit<Assumption, "id" | "label"> {
  if (setting.model === "none") return { value: "none", note: noneNote, optimistic: true };
  const number = (key: string): string => String(setting[key]);
  if (setting.model === "percent") return { value: `${number("percent")} % of the value` };
  if (setting.model === "ticks") return { value: `${number("ticks")} ticks against each market and stop order` };
  if (setting.model === "per-trade") return { value: `${number("amount")} an order` };
  if (setting.model === "per-contract") return { value: `${number("perContract")} a contract` };
  if (setting.model === "maker-taker") {
    return {
      value: `${number("makerPercent")} % of the value for resting limit orders, ${number("takerPercent")} % for all others`,
    };
  }
  if (setting.model === "half-spread") return { value: `half of a spread of ${number("spreadPercent")} %` };
  if (setting.model === "volume-share")
    return { value: `price x ${number("impact")} x (share of the bar's volume) squared` };
  if (setting.model === "schedule") return { value: "a broker's percentages, each from its date on" };
  if (setting.model === "per-share") {
    const ceiling =
      setting["maximumPercent"] === undefined ? "" : `, at most ${number("maximumPercent")} % of the value`;
    return { value: `${number("perShare")} a share, at least ${number("minimum")} an order${ceiling}` };
  }
  const parts = Object.entries(setting).filter(([key, value]) => key !== "model" && value !== undefined);
  return { value: [setting.model, ...parts.map(([key, value]) => `${key} ${String(value)}`)].join(", ") };
}
