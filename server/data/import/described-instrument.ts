import { contractEnd } from "@/graph-runtime/market/contract-end.ts";
import { type Instrument, shareInstrument } from "@/graph-runtime/market/instrument.ts";
import type { ImportSettings } from "./import-settings.ts";

/** Returns what is traded, as the settings of an import describe it. */
export function describedInstrument(settings: ImportSettings): Instrument {
  const { name, symbol, calendar, currency, tickSize, lotSize, multiplier } = settings;
  const { settles, lastTradingDay, finalPrice } = settings;
  return shareInstrument(symbol, {
    name,
    calendar,
    currency,
    tickSize,
    lotSize,
    multiplier,
    ...(settles === "daily" ? { settles } : {}),
    ...(lastTradingDay === undefined ? {} : { expiry: contractEnd(calendar, lastTradingDay) }),
    ...(finalPrice === undefined ? {} : { finalPrice }),
  });
}
