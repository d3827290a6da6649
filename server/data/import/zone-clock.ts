import { HOUR } from "@/graph-runtime/core/time.ts";

/** Returns a function that turns clock times of a zone, written as if they were UTC, into epoch milliseconds. */
export function zoneClock(zone: string): (local: number) => number {
  if (zone === "UTC") return (local) => local;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const offsetAt = (instant: number): number => {
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    return (
      Date.UTC(part["year"]!, part["month"]! - 1, part["day"], part["hour"], part["minute"], part["second"]) -
      Math.floor(instant / 1_000) * 1_000
    );
  };
  // Zones change their offset at quarters of an hour at the finest; neighbours in a file share them.
  const known = new Map<number, number>();
  const quarter = HOUR / 4;
  return (local) => {
    const key = Math.floor(local / quarter);
    let offset = known.get(key);
    if (offset === undefined) {
      const start = key * quarter;
      const first = offsetAt(start - offsetAt(start));
      // where clocks go forward a local time may not exist, where they go back it exists twice: the earlier instant is taken
      offset = first;
      for (const candidate of [offsetAt(start - first - HOUR), offsetAt(start - first + HOUR)])
        if (candidate > offset && offsetAt(start - candidate) === candidate) offset = candidate;
      known.set(key, offset);
    }
    return local - offset;
  };
}
