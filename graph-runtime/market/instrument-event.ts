import type { CorporateAction } from "./corporate-action.ts";

/**
 * What happens to an instrument outside its trading. Times are epoch milliseconds UTC; an event takes effect at the first bar that opens
 * then or later.
 */
export type InstrumentEvent =
  | CorporateAction
  /** The same instrument goes on under another name. */
  | { readonly kind: "rename"; readonly time: number; readonly symbol: string }
  | {
      /** Trading ends for good, and positions are closed. */
      readonly kind: "delist";
      readonly time: number;
      /** What a unit is paid out at; the last close where it is not given. */
      readonly price?: number;
    }
  | {
      /** A payment between the holders of a perpetual. */
      readonly kind: "funding";
      readonly time: number;
      /** Share of the position's value that longs pay to shorts; shorts pay where it is negative. */
      readonly rate: number;
      /** What the position is valued at; the last close where it is not given. */
      readonly price?: number;
    }
  | {
      /** The bars go over to the next contract: a position is closed in the old one and opened in the new one. */
      readonly kind: "roll";
      readonly time: number;
      /** Symbol of the contract that the bars show from then on. */
      readonly symbol: string;
      /** Prices of old and new contract at that moment. */
      readonly closePrice: number;
      readonly openPrice: number;
    };
