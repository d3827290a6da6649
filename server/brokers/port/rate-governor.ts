import type { RateRule, RateScope } from "./capabilities.ts";

/** Who goes first when a broker's limit makes calls wait: to get out comes before to take back, and that before to get in. */
export const callPriorities = ["exit", "cancel", "entry", "read"] as const;
export type CallPriority = (typeof callPriorities)[number];

/** A window that is longer than this keeps some of its calls for what gets out: nobody waits most of a minute to leave. */
const longWindow = 5_000;
const kept: Readonly<Record<CallPriority, number>> = { exit: 0, cancel: 0.05, entry: 0.1, read: 0.1 };

type Waiting = {
  readonly priority: CallPriority;
  readonly go: (made: Made) => void;
  readonly fail: (reason: unknown) => void;
};

/** A call that was made; `end` is when its answer came, infinite before. */
type Made = { end: number };

type Lane = {
  readonly rules: readonly RateRule[];
  made: Made[];
  waiting: Waiting[];
  timer: NodeJS.Timeout | null;
  pausedUntil: number;
};

/**
 * Keeps the calls of one account within the broker's limits, each counted over a sliding window, so that no second ever sees more
 * than the broker allows. The broker counts when a call arrives, which is not known: some time between its beginning and its answer. So a
 * call counts from the one until a window after the other, however long calls are under way. Those that have to wait are let go by
 * priority, then in the order in which they came.
 */
export class RateGovernor {
  readonly #lanes = new Map<RateScope, Lane>();
  readonly #now: () => number;

  constructor(rules: readonly RateRule[], now: () => number = Date.now) {
    this.#now = now;
    for (const { scope } of rules) {
      const own = rules.filter((rule) => rule.scope === scope);
      this.#lanes.set(scope, { rules: own, made: [], waiting: [], timer: null, pausedUntil: 0 });
    }
  }

  /** Makes a call of the scope as soon as it may be made. */
  async pass<Answer>(scope: RateScope, priority: CallPriority, call: () => Promise<Answer>): Promise<Answer> {
    const lane = this.#lanes.get(scope);
    if (lane === undefined) return call();
    const made = await new Promise<Made>((go, fail) => {
      lane.waiting.push({ priority, go, fail });
      // stable: equals stay in the order in which they came
      lane.waiting.sort((a, b) => callPriorities.indexOf(a.priority) - callPriorities.indexOf(b.priority));
      this.#serve(lane);
    });
    try {
      return await call();
    } finally {
      made.end = this.#now();
      this.#serve(lane);
    }
  }

  /** Lets nothing of the scope pass for a while, because the broker said so. */
  pause(scope: RateScope, milliseconds: number): void {
    const lane = this.#lanes.get(scope);
    if (lane !== undefined) lane.pausedUntil = Math.max(lane.pausedUntil, this.#now() + milliseconds);
  }

  close(reason: Error): void {
    for (const lane of this.#lanes.values()) {
      if (lane.timer !== null) clearTimeout(lane.timer);
      lane.timer = null;
      for (const { fail } of lane.waiting.splice(0)) fail(reason);
    }
  }

  #serve(lane: Lane): void {
    // who came since may go before the one that the timer was set for
    if (lane.timer !== null) clearTimeout(lane.timer);
    lane.timer = null;
    for (let [first] = lane.waiting; first !== undefined; [first] = lane.waiting) {
      const wait = this.#waitOf(lane, first.priority);
      if (wait > 0) {
        // what waits for an answer is served when it comes
        if (wait < Number.POSITIVE_INFINITY) lane.timer = setTimeout(() => this.#serve(lane), wait);
        return;
      }
      const made = { end: Number.POSITIVE_INFINITY };
      lane.made.push(made);
      lane.waiting.shift()?.go(made);
    }
  }

  #waitOf(lane: Lane, priority: CallPriority): number {
    const now = this.#now();
    const longest = Math.max(...lane.rules.map((rule) => rule.perMilliseconds));
    lane.made = lane.made.filter(({ end }) => end > now - longest);
    const ends = lane.made.map(({ end }) => end).toSorted((a, b) => a - b);
    const waits = lane.rules.map(({ calls, perMilliseconds }) => {
      const allowed = perMilliseconds > longWindow ? Math.max(1, Math.floor(calls * (1 - kept[priority]))) : calls;
      // the call that has to leave the window before another may enter it
      const blocking = ends.at(-allowed);
      return blocking === undefined || ends.length < allowed ? 0 : blocking + perMilliseconds - now;
    });
    return Math.max(lane.pausedUntil - now, ...waits, 0);
  }
}
