import type { Lane } from "../run-result.ts";

/**
 * Returns the money of holding the instruments from the first bar's close, the capital spread evenly over them and never
 * rebalanced. A missing bar keeps the last price; an instrument that starts later keeps its share in cash until then.
 */
export function buyAndHold(time: Float64Array, lanes: readonly Lane[], capital: number): Float64Array | null {
  if (lanes.length === 0 || time.length === 0) return null;
  const equity = new Float64Array(time.length);
  const share = capital / lanes.length;
  let isFirst = true;
  for (const { bars } of lanes) {
    const close = bars.close;
    if (close.length === 0) return null;
    const factor = share / (close[0] as number);
    if (isAligned(time, bars.time)) {
      if (isFirst) for (let i = 0; i < time.length; i++) equity[i] = (close[i] as number) * factor;
      else for (let i = 0; i < time.length; i++) equity[i] = (equity[i] as number) + (close[i] as number) * factor;
    } else {
      let next = 0;
      let value = share;
      for (let i = 0; i < time.length; i++) {
        while (next < bars.time.length && (bars.time[next] as number) <= (time[i] as number)) {
          value = (close[next++] as number) * factor;
        }
        equity[i] = (equity[i] as number) + value;
      }
    }
    isFirst = false;
  }
  return equity;
}

/** Equal lengths and ends are enough: both columns rise strictly and a lane's times are a subset of the run's. */
function isAligned(run: Float64Array, lane: Float64Array): boolean {
  return run.length === lane.length && run[0] === lane[0] && run[run.length - 1] === lane[lane.length - 1];
}
