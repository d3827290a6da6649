import type { OutsideLimits } from "../../risk/outside-limits.ts";
import { openMember, type RunningMember, type TogetherMember } from "./open-member.ts";

/** All members after the bars that closed together, in the order in which they were given. */
export type TogetherMoment = {
  /** Open of the shortest of those bars, epoch milliseconds. */
  readonly time: number;
  readonly members: readonly {
    readonly equity: number;
    readonly gross: number;
    /** It had a bar, holds nothing and works on no order. */
    readonly isStill: boolean;
  }[];
};

/** What happens to the members before their next bars: limits around each of them, and money that moves between them. */
export type TogetherWish = {
  readonly limits?: OutsideLimits | undefined;
  readonly transfers?: ReadonlyMap<number, number> | undefined;
};

type Together = {
  /** Bars that open before are for the indicators only. Epoch milliseconds; without it, the members begin together as soon as they can. */
  readonly from?: number;
  readonly onMoment: (moment: TogetherMoment) => TogetherWish | null;
  /** Called with the share that is done; may stop the run. */
  readonly onProgress?: (share: number) => "continue" | "cancel";
};

const momentsPerReport = 512;

/**
 * Steps several strategies through their histories in the order in which bars close, from the moment on at which all of them have bars to
 * the one at which the first has none any more. Returns false where it was stopped.
 */
export function runTogether(given: readonly TogetherMember[], { from, onMoment, onProgress }: Together): boolean {
  const members = given.map(openMember);
  const shortest = Math.min(...members.map(({ length }) => length));
  const clocks = members.map((member) => clockOf(member, shortest));
  const start = Math.max(from ?? Number.NEGATIVE_INFINITY, ...clocks.map((clock) => clock(0)));
  const end = Math.min(...members.map(({ time }, index) => clocks[index]!(time.length - 1)));
  const next = members.map((member, index) => {
    const at = firstFrom(member, clocks[index]!, start);
    member.begin(at);
    return at;
  });
  const hasBegun = members.map(() => false);
  for (let moments = 1; ; moments++) {
    const time = Math.min(...clocks.map((clock, index) => clock(next[index]!)));
    // past its last bar a clock shows NaN
    if (!(time <= end)) return true;
    const hasBar = clocks.map((clock, index) => clock(next[index]!) === time);
    for (const [index, member] of members.entries()) {
      if (!hasBar[index]) continue;
      member.step();
      next[index]!++;
      hasBegun[index] = true;
    }
    if (!hasBegun.every(Boolean)) continue;
    const states = members.map(({ equity, gross, isFlat }, index) => ({
      equity,
      gross,
      isStill: isFlat && hasBar[index]!,
    }));
    obey(members, onMoment({ time, members: states }));
    const isReport = moments % momentsPerReport === 0;
    if (isReport && onProgress?.((time - start) / Math.max(1, end - start)) === "cancel") return false;
  }
}

function obey(members: readonly RunningMember[], wish: TogetherWish | null): void {
  if (wish === null) return;
  const { limits, transfers } = wish;
  if (limits !== undefined) for (const member of members) member.limit(limits);
  for (const [index, amount] of transfers ?? []) members[index]!.transfer(amount);
}

/** Bars take their turn by their closes; those of the shortest timeframe keep their opens as their time. */
function clockOf({ time, length }: RunningMember, shortest: number): (at: number) => number {
  return (at) => (at < time.length ? time[at]! + length - shortest : Number.NaN);
}

function firstFrom({ time }: RunningMember, clock: (at: number) => number, start: number): number {
  let at = 0;
  while (at < time.length && clock(at) < start) at++;
  return at;
}
