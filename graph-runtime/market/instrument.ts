import { z } from "zod";
import { CalendarId } from "./calendar/calendar-id.ts";

/** What is traded: how it is quoted, in which steps, and what one unit is worth. */
export const Instrument = z.object({
  id: z.string().min(1),
  symbol: z.string().min(1),
  name: z.string(),
  currency: z.string().length(3),
  tickSize: z.number().positive(),
  lotSize: z.number().positive(),
  /** Money per price point and unit: 1 for shares. */
  multiplier: z.number().positive(),
  calendar: CalendarId,
  synthetic: z.boolean(),
  /** Epoch milliseconds after which the contract no longer trades; what is held then is settled in cash. */
  expiry: z.number().optional(),
  /** Price at which an expired contract is settled; the last close where it is not given. */
  finalPrice: z.number().positive().optional(),
  /** How gains become money: with the trade, as shares, or each session, as futures. */
  settles: z.enum(["trade", "daily"]).optional(),
});
export type Instrument = z.infer<typeof Instrument>;

/** Returns a plain share-like instrument, for data that comes without a description. */
export function shareInstrument(symbol: string, changes: Partial<Instrument> = {}): Instrument {
  return {
    id: symbol,
    symbol,
    name: symbol,
    currency: "USD",
    tickSize: 0.01,
    lotSize: 1,
    multiplier: 1,
    calendar: "us-equity",
    synthetic: false,
    ...changes,
  };
}
