import { assertNever } from "@/graph-runtime/core/assert-never.ts";
import { isoDate } from "@/graph-runtime/core/time.ts";
import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";
import type { ActionDto } from "./dto.ts";

/** Returns an event of an instrument as pages show it. */
export function describeAction(event: InstrumentEvent): ActionDto {
  const { kind } = event;
  const named = { kind, date: isoDate(event.time), symbol: null };
  switch (kind) {
    case "split":
      return { ...named, value: event.ratio };
    case "dividend":
      return { ...named, value: event.amount };
    case "funding":
      return { ...named, value: event.rate };
    case "roll":
      return { ...named, value: event.openPrice - event.closePrice, symbol: event.symbol };
    case "rename":
      return { ...named, value: null, symbol: event.symbol };
    case "delist":
      return { ...named, value: event.price ?? null };
    default:
      return assertNever(kind);
  }
}
