import { type BasketLimits, type BasketWatch, beginWatch, watchBasket } from "@/graph-runtime/risk/basket-limits.ts";
import type { WatchedMark, WatchedRun } from "../../db/repositories/basket-watch.ts";
import type { WatchState } from "./watch-state.ts";

/** Returns the runs that make up the basket now: those of the version that is run. */
export function membersOf(state: WatchState, runs: readonly WatchedRun[]): readonly WatchedRun[] {
  const { runs: current } = state;
  return current === undefined ? runs : runs.filter(({ id }) => current.includes(id));
}

/**
 * Follows a basket over the bars at which every member that is under way has a mark, in their order, and returns what is known after the
 * last of them. Members that have ended count with what they had. How the marks come in portions changes nothing.
 */
export function followMarks(
  state: WatchState,
  limits: BasketLimits,
  { runs, marks }: { readonly runs: readonly WatchedRun[]; readonly marks: readonly WatchedMark[] },
): WatchState {
  const members = membersOf(state, runs);
  const active = members.filter(({ isActive }) => isActive);
  const settled = members
    .filter(({ isActive }) => !isActive)
    .reduce((sum, { equity, capital }) => sum + (equity ?? capital), 0);
  let watch: BasketWatch | null = state.watch;
  let { seen } = state;
  for (const [time, at] of groupByTime(marks)) {
    if (at.size < active.length || active.length === 0) continue;
    const ours = [...at.values()];
    const equity = ours.reduce((sum, mark) => sum + mark.equity, settled);
    const moment = { time, equity, margin: ours.reduce((sum, mark) => sum + mark.gross, 0) };
    watch = watch === null ? beginWatch(moment) : watchBasket(watch, limits, moment);
    seen = Object.fromEntries(ours.map((mark) => [mark.runId, mark.sequence]));
  }
  return { ...state, watch, seen };
}

function groupByTime(marks: readonly WatchedMark[]): Map<number, Map<string, WatchedMark>> {
  const groups = new Map<number, Map<string, WatchedMark>>();
  for (const mark of marks) {
    const group = groups.get(mark.time) ?? new Map<string, WatchedMark>();
    group.set(mark.runId, mark);
    groups.set(mark.time, group);
  }
  return groups;
}
