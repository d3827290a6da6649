import { csvText } from "@/graph-runtime/core/csv-text.ts";
import type { ApiOutput } from "../../trpc/context.ts";

type Report = ApiOutput["brokers"]["day"]["report"];

/** Returns the trades and the charges of a day as CSV text with full precision and ISO times. */
export function dayCsv({ trades, note }: Report): string {
  const header = ["kind", "time", "run", "exchange", "symbol", "product", "side", "units", "price", "value", "fee"];
  const traded = trades.map(({ time, run, exchange, symbol, product, side, units, price, value, fee }) => {
    return ["trade", new Date(time).toISOString(), run, exchange, symbol, product, side, units, price, value, fee];
  });
  const charged = note.segments.flatMap(({ segment, lines }) =>
    lines.map(({ label, amount }) => ["charge", "", label, "", segment, "", "", "", "", "", amount]),
  );
  return csvText(header, [...traded, ...charged]);
}
