import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";

/** Returns the event that a row tells of, or what is wrong with the row. */
export function eventOf(time: number, kind: string, values: readonly string[]): InstrumentEvent | string {
  const [first = "", second = "", third = ""] = values;
  switch (kind) {
    case "split": {
      const ratio = ratioOf(first);
      return ratio > 0 ? { kind, time, ratio } : notAbove("ratio", first);
    }
    case "dividend": {
      const amount = numberOf(first);
      return amount > 0 ? { kind, time, amount } : notAbove("amount", first);
    }
    case "funding": {
      const rate = shareOf(first);
      if (!Number.isFinite(rate)) return `expected a rate such as 0.0001 or 0.01%, found "${first}"`;
      return withPrice({ kind, time, rate }, second);
    }
    case "roll": {
      const closePrice = numberOf(second);
      const openPrice = numberOf(third);
      if (first === "") return "expected the symbol of the next contract, found none";
      if (!(closePrice > 0)) return notAbove("closing price of the old contract", second);
      if (!(openPrice > 0)) return notAbove("opening price of the new contract", third);
      return { kind, time, symbol: first, closePrice, openPrice };
    }
    case "rename":
      return first === "" ? "expected the new symbol, found none" : { kind, time, symbol: first };
    case "delist":
      return withPrice({ kind, time }, first);
    default:
      return `expected split, dividend, funding, roll, rename or delist, found "${kind}"`;
  }
}

/** A price is optional: without it the last close counts. */
function withPrice<E extends InstrumentEvent & { readonly kind: "funding" | "delist" }>(
  event: E,
  text: string,
): E | string {
  if (text === "") return event;
  const price = numberOf(text);
  return price > 0 ? { ...event, price } : notAbove("price", text);
}

function numberOf(text: string): number {
  return text === "" ? Number.NaN : Number(text);
}

/** "4", "4:1" or "4/1". */
function ratioOf(text: string): number {
  const parts = text.split(/[:/]/).map(Number);
  return parts.length === 2 ? parts[0]! / parts[1]! : numberOf(text);
}

/** "0.0001" or "0.01%". */
function shareOf(text: string): number {
  return text.endsWith("%") ? numberOf(text.slice(0, -1).trim()) / 100 : numberOf(text);
}

function notAbove(what: string, found: string): string {
  return `expected a ${what} above zero, found "${found}"`;
}
