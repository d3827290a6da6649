import type { BarColumns } from "../market/bars.ts";

/** The instants at which any instrument has a bar, and where each instrument's bars lie among them. */
export type Timeline = {
  readonly time: Float64Array;
  /** Per lane: index of the lane's bar at each instant, -1 where it has none; null when the lane has all of them. */
  readonly places: readonly (Int32Array | null)[];
};

/** Merges the lanes' times into one rising axis. */
export function mergeTimelines(lanes: readonly BarColumns[]): Timeline {
  const first = lanes[0];
  if (!first) return { time: new Float64Array(0), places: [] };
  if (lanes.every((lane) => isSameTime(first.time, lane.time)))
    return { time: first.time, places: lanes.map(() => null) };
  const all = new Set<number>();
  for (const lane of lanes) for (const time of lane.time) all.add(time);
  const time = Float64Array.from(all).sort();
  return { time, places: lanes.map((lane) => place(lane.time, time)) };
}

function isSameTime(a: Float64Array, b: Float64Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function place(own: Float64Array, axis: Float64Array): Int32Array {
  const places = new Int32Array(axis.length).fill(-1);
  let next = 0;
  for (let i = 0; i < axis.length && next < own.length; i++) {
    if (own[next] === axis[i]) places[i] = next++;
  }
  return places;
}
