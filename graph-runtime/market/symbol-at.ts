import type { Instrument } from "./instrument.ts";
import type { InstrumentEvent } from "./instrument-event.ts";

/** Returns the name that an instrument had at an instant: its symbol, until an event gave it another. */
export function symbolAt(instrument: Instrument, events: readonly InstrumentEvent[], time: number): string {
  let { symbol } = instrument;
  for (const event of events) {
    if (event.time > time) break;
    if (event.kind === "rename" || event.kind === "roll") symbol = event.symbol;
  }
  return symbol;
}
