import type { SimBroker } from "../core/sim-broker.ts";
import { KiteRefusal } from "./kite-refusal.ts";
import { kiteTime, readKiteClock } from "./kite-time.ts";

const minute = 60_000;

/** Answers GET /instruments/historical: candles with India's offset, both ends included, the one under way too. */
export function kiteCandles(broker: SimBroker, [token, interval]: readonly string[], query: URLSearchParams): object {
  const instrument = broker.instruments.find((one) => String(one.token) === token);
  if (instrument === undefined) throw new KiteRefusal("InputException", "invalid token");
  const minutes = /^(\d*)minute$/.exec(interval ?? "")?.[1];
  if (minutes === undefined) throw new KiteRefusal("InputException", "invalid interval");
  const from = readKiteClock(query.get("from") ?? "");
  const to = readKiteClock(query.get("to") ?? "");
  if (Number.isNaN(from) || Number.isNaN(to)) throw new KiteRefusal("InputException", "invalid from or to date");
  const length = Number(minutes || 1) * minute;
  const candles = broker.surroundings.board.candles(instrument.symbol, { length, from, to: to + 1_000 });
  return {
    candles: candles.map(({ time, open, high, low, close, trades }) => {
      return [`${kiteTime(time).replace(" ", "T")}+0530`, open, high, low, close, trades];
    }),
  };
}
