import { DAY, MINUTE } from "../core/time.ts";
import type { RiskRule } from "./risk-rule.ts";

export type DailyWindow = {
  /** Minutes from local midnight; the end does not belong to it, and may lie before the start. */
  readonly from: number;
  readonly to: number;
  /** Local time in milliseconds since 1970-01-01 00:00 on its clock. */
  readonly localAt: (time: number) => number;
};

/** No entry that is decided on a bar which opens outside a time of day. */
export function insideWindow({ from, to, localAt }: DailyWindow): RiskRule {
  return (_, { time }) => {
    const local = localAt(time);
    const now = Math.floor((local - Math.floor(local / DAY) * DAY) / MINUTE);
    const isInside = from <= to ? now >= from && now < to : now >= from || now < to;
    return isInside ? null : `it is ${clock(now)}, outside ${clock(from)} to ${clock(to)}`;
  };
}

function clock(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
