import { rateAt } from "../../market/conversion-rates.ts";
import type { InstrumentEvent } from "../../market/instrument-event.ts";
import type { Lane } from "../run-result.ts";

/** Money at each bar as prices times units, so that one instrument needs no column of its own. */
export type Held = { readonly prices: Float64Array; readonly units: number };

/**
 * Returns the money of holding the instruments from the first bar's close, the capital spread evenly over them and never
 * rebalanced. A missing bar keeps the last price; an instrument that starts later keeps its share in cash until then.
 * Splits change the units held; dividends are kept in cash, funding is paid from it; a roll costs nothing but its gap is no gain.
 */
export function buyAndHold(time: Float64Array, lanes: readonly Lane[], capital: number): Held | null {
  if (lanes.length === 0 || time.length === 0) return null;
  const [only] = lanes;
  const isPlain = only !== undefined && (only.actions ?? []).length === 0 && only.conversion === undefined;
  if (lanes.length === 1 && isPlain && isAligned(time, only.bars.time))
    return { prices: only.bars.close, units: capital / (only.bars.close[0] as number) };
  const equity = new Float64Array(time.length);
  const share = capital / lanes.length;
  let isFirst = true;
  for (const { bars, actions = [], conversion } of lanes) {
    const close = bars.close;
    if (close.length === 0) return null;
    const rate = (at: number): number => (conversion === undefined ? 1 : rateAt(conversion, at));
    const factor = share / (close[0] as number) / rate(bars.time[0] as number);
    if (actions.length === 0 && conversion === undefined && isAligned(time, bars.time)) {
      if (isFirst) for (let i = 0; i < time.length; i++) equity[i] = (close[i] as number) * factor;
      else for (let i = 0; i < time.length; i++) equity[i] = (equity[i] as number) + (close[i] as number) * factor;
    } else {
      let next = 0;
      let nextAction = 0;
      let units = factor;
      let cash = 0;
      let value = share;
      for (let i = 0; i < time.length; i++) {
        while (next < bars.time.length && (bars.time[next] as number) <= (time[i] as number)) {
          for (; (actions[nextAction]?.time ?? Number.POSITIVE_INFINITY) <= (bars.time[next] as number); nextAction++) {
            const action = actions[nextAction] as InstrumentEvent;
            // What happened before the first bar is in its price already.
            if (next === 0) continue;
            const last = close[next - 1] as number;
            if (action.kind === "split") units *= action.ratio;
            else cash += units * paidPerUnit(action, last) * rate(action.time);
          }
          value = (close[next] as number) * units * rate(bars.time[next++] as number) + cash;
        }
        equity[i] = (equity[i] as number) + value;
      }
    }
    isFirst = false;
  }
  return { prices: equity, units: 1 };
}

/** Returns what one unit brings in by an event, in the instrument's currency; `last` is the last close before it. */
function paidPerUnit(event: InstrumentEvent, last: number): number {
  if (event.kind === "dividend") return event.amount;
  if (event.kind === "funding") return -event.rate * (event.price ?? last);
  return event.kind === "roll" ? event.closePrice - event.openPrice : 0;
}

/** Equal lengths and ends are enough: both columns rise strictly and a lane's times are a subset of the run's. */
function isAligned(run: Float64Array, lane: Float64Array): boolean {
  return run.length === lane.length && run[0] === lane[0] && run[run.length - 1] === lane[lane.length - 1];
}
