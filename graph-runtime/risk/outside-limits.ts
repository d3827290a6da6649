import type { Product } from "../market/product.ts";
import { allowedDays } from "./allowed-days.ts";
import { allowedProducts } from "./allowed-products.ts";
import { maxDrawdown } from "./max-drawdown.ts";
import { maxLots } from "./max-lots.ts";
import { maxMargin } from "./max-margin.ts";
import { maxSessionLoss } from "./max-session-loss.ts";
import type { RiskRule } from "./risk-rule.ts";

export const ENTRY_MODES = ["auto", "approve", "alerts"] as const;

/** What becomes of an entry: it is sent, it waits for its owner's word, or it is told and not sent. */
export type EntryMode = (typeof ENTRY_MODES)[number];

/** Limits that whoever runs a strategy sets around it, whatever its graph says; what is not given does not limit. */
export type OutsideLimits = {
  /** Fixed sizes (units, lots, values) count so many times; percentages follow the capital by themselves. */
  readonly multiplier?: number | undefined;
  /** Lots that a position may have. */
  readonly maxLots?: number | undefined;
  /** Margin that all positions together may take, in the account's currency. */
  readonly maxMargin?: number | undefined;
  /** Loss of a day, in percent of the equity at its start: everything is closed, and nothing is entered on that day. */
  readonly maxDailyLossPercent?: number | undefined;
  /** Distance below the highest equity, in percent: everything is closed, and nothing is entered any more. */
  readonly drawdownStopPercent?: number | undefined;
  readonly products?: readonly Product[] | undefined;
  /** Days of the week on which entries are decided, by the exchange's clock: 0 is Sunday. */
  readonly days?: readonly number[] | undefined;
  /** How much worse than the price of the decision an entry may fill, in percent. */
  readonly maxSlippagePercent?: number | undefined;
  readonly entries?: EntryMode | undefined;
  /** What holds all members of a basket: nothing is entered, and what is held is closed where it `closes`. */
  readonly held?: { readonly reason: string; readonly closes: boolean } | undefined;
};

/** Begins every reason that comes from these limits. */
export const OUTSIDE = "your limits: ";
export const AWAITS_APPROVAL = `risk: ${OUTSIDE}it waits for your approval`;
export const ALERTS_ONLY = `risk: ${OUTSIDE}only told, since nothing is sent in this mode`;

/** Returns the rules that are asked of each entry. */
export function outsideRules(limits: OutsideLimits): readonly RiskRule[] {
  const { maxLots: lots, maxMargin: margin, products, days } = limits;
  const rules = [...closingRules(limits)];
  const { held } = limits;
  if (held !== undefined && !held.closes) rules.push(marked(() => held.reason));
  if (products !== undefined) rules.push(marked(allowedProducts(products)));
  if (days !== undefined) rules.push(marked(allowedDays(days)));
  if (lots !== undefined) rules.push(marked(maxLots(lots)));
  if (margin !== undefined) rules.push(marked(maxMargin(margin)));
  return rules;
}

/** Returns the rules among them whose breach closes every position too. */
export function closingRules(limits: OutsideLimits): RiskRule[] {
  const { maxDailyLossPercent: day, drawdownStopPercent: drop, held } = limits;
  const rules: RiskRule[] = [];
  if (held?.closes) rules.push(marked(() => held.reason));
  if (drop !== undefined) rules.push(marked(maxDrawdown(drop)));
  if (day !== undefined) rules.push(marked(maxSessionLoss(day)));
  return rules;
}

function marked(rule: RiskRule): RiskRule {
  return (order, account) => {
    const reason = rule(order, account);
    return reason === null ? null : OUTSIDE + reason;
  };
}
