import type { Alert } from "../market/alert.ts";

export const SIZE_UNITS = ["units", "lots", "value", "equity-percent", "risk-percent", "position-percent"] as const;

/** What the number of a size means. Percentages are of account equity, or of the open position for "position-percent". */
export type SizeUnit = (typeof SIZE_UNITS)[number];

export type SizeRequest = { readonly unit: SizeUnit; readonly amount: number };

export type OrderStyle =
  | { readonly type: "market" }
  | { readonly type: "limit"; readonly price: number }
  | { readonly type: "stop"; readonly price: number }
  /** Touching the price turns it into a limit order. */
  | { readonly type: "stop-limit"; readonly price: number; readonly limit: number }
  | { readonly type: "market-if-touched"; readonly price: number }
  | { readonly type: "limit-if-touched"; readonly price: number; readonly limit: number }
  /** A stop that follows the highs (to sell) or lows (to buy) at a distance, starting from the close. */
  | { readonly type: "trailing-stop"; readonly distance: number; readonly unit: "price" | "percent" };

export const ORDER_TYPES = [
  "market",
  "limit",
  "stop",
  "stop-limit",
  "market-if-touched",
  "limit-if-touched",
  "trailing-stop",
] as const satisfies readonly OrderStyle["type"][];

export const TIMES_IN_FORCE = ["gtc", "day", "gtd", "ioc", "fok", "on-open", "on-close"] as const;

/** How long an order works. "ioc" and "fok" live at one open; "on-open" and "on-close" wait for the next auction of a session. */
export type TimeInForce = (typeof TIMES_IN_FORCE)[number];

type Terms = {
  /** "gtc" unless given. */
  readonly timeInForce?: TimeInForce;
  /** Epoch milliseconds from which a "gtd" order no longer works. */
  readonly goodTill?: number;
  /** Orders that name the same group cancel one another when one of them fills. */
  readonly oco?: string;
};

/** A stop or target that one entry brings along by itself. */
export type OwnProtection = {
  readonly role: "stop" | "target";
  readonly unit: "percent" | "price";
  readonly distance: number;
};

export const ORDER_GROUPS = ["entries", "exits", "stops", "targets", "trails"] as const;

/** Working orders by what they are for: the strategy's own entries and exits, and what protects its position. */
export type OrderGroup = (typeof ORDER_GROUPS)[number];

/** What an order node asks of the engine at the close of a bar; the engine sizes, checks and sends it. */
export type OrderIntent =
  | ({
      readonly action: "enter";
      readonly direction: 1 | -1;
      readonly size: SizeRequest;
      readonly style: OrderStyle;
      /** Close an opposite position first. */
      readonly reverse: boolean;
      /** Takes the place of the strategy's stop or target for this entry. */
      readonly protect?: readonly OwnProtection[];
      readonly reason: string;
    } & Terms)
  | ({
      readonly action: "exit";
      readonly direction: 1 | -1 | 0;
      readonly size: SizeRequest;
      readonly style: OrderStyle;
      readonly reason: string;
    } & Terms)
  | ({
      /** Brings the position to a size, bought or sold as needed. */
      readonly action: "target";
      /** The amount is signed: below zero is short, zero is flat. */
      readonly size: SizeRequest;
      readonly style: OrderStyle;
      /** A difference worth less than this share of equity is left alone, unless the target is flat. In percent. */
      readonly corridorPercent: number;
      readonly reason: string;
    } & Terms)
  /** Cancels everything, closes every position and lets nothing in any more. */
  | { readonly action: "halt"; readonly reason: string }
  | {
      /** Updates the terms of working orders; what is not given stays as it is. */
      readonly action: "change";
      readonly which: OrderGroup;
      readonly limitPrice?: number;
      readonly stopPrice?: number;
      /** Units of the whole order, what has filled included. */
      readonly quantity?: number;
      readonly reason: string;
    }
  /** Takes the strategy's own working orders back; a position's stops and targets stay. */
  | { readonly action: "cancel"; readonly what: "entries" | "exits" | "all"; readonly reason: string };

/** Says something, and orders nothing. */
export type AlertIntent = { readonly action: "alert" } & Pick<Alert, "name" | "severity" | "message">;

/** What a node of the decision stage hands to the engine. */
export type NodeIntent = OrderIntent | AlertIntent;

/** What a portfolio is to look like: the engine finds the orders that lead there, sales first. */
export type RebalanceIntent = {
  /** Share of equity per lane, negative when short; unknown leaves the lane as it is. The array is used again after the call. */
  readonly weights: Float64Array;
  /** A position is left alone while its share is off by no more than this, in percent of equity. */
  readonly corridorPercent: number;
  readonly reason: string;
};
