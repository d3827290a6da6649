import { allocateWeights } from "@/graph-runtime/analytics/portfolio/allocate-weights.ts";
import type { CombinedRun } from "@/graph-runtime/analytics/portfolio/combine-curves.ts";
import { canMove, type DueMoves, dueMoves } from "@/graph-runtime/analytics/portfolio/due-moves.ts";
import { MemberDays } from "@/graph-runtime/analytics/portfolio/member-days.ts";
import { planMoves } from "@/graph-runtime/analytics/portfolio/plan-moves.ts";
import { beginsPeriod } from "@/graph-runtime/analytics/portfolio/rebalance-schedule.ts";
import { allocateCapital } from "@/graph-runtime/core/allocate-capital.ts";
import { type BasketWatch, beginWatch, type HoldKind, watchBasket } from "@/graph-runtime/risk/basket-limits.ts";
import type { TogetherMoment, TogetherWish } from "@/graph-runtime/sim/together/run-together.ts";
import type { KeptRule } from "./dto.ts";

/** Days that methods by risk read, as a basket that runs does. */
const lookback = 60;

/** A limit that was reached, and at which bar (epoch milliseconds). */
export type ReachedLimit = { readonly time: number; readonly kind: HoldKind; readonly reason: string };

type Rule = KeptRule & { readonly capital: number; readonly weights: readonly number[] };

/** Keeps the rules of a basket over a backtest, bar by bar: by the same functions, in the same order, as the watch of one that runs. */
export class BasketKeeper {
  /** What each member begins with: without days of a record, methods by risk give the weights that were given. */
  readonly capitals: readonly number[];
  readonly reached: ReachedLimit[] = [];
  readonly #rule: Rule;
  readonly #days: MemberDays;
  readonly #moved: { day: number; weights: readonly number[] }[] = [];
  #watch: BasketWatch | null = null;
  #due: DueMoves | null = null;

  constructor(rule: Rule) {
    this.#rule = rule;
    this.capitals = allocateCapital(rule.capital, allocateWeights(rule.method, rule.weights, [])).map(Number);
    this.#days = new MemberDays(this.capitals);
  }

  /** Returns what the members are told after a bar; null where that is nothing. */
  look({ time, members }: TogetherMoment): TogetherWish | null {
    const equities = members.map(({ equity }) => equity);
    this.#days.add(time, equities);
    const equity = equities.reduce((sum, one) => sum + one, 0);
    const moment = { time, equity, margin: members.reduce((sum, { gross }) => sum + gross, 0) };
    const before = this.#watch;
    const after = before === null ? beginWatch(moment) : watchBasket(before, this.#rule.limits, moment);
    this.#watch = after;
    if (before !== null && beginsPeriod(this.#rule.schedule, before.time, time)) this.#fallDue(time, equities);
    const { hold } = after;
    if (before?.hold?.kind !== hold?.kind) {
      if (hold !== null) this.reached.push({ time, kind: hold.kind, reason: hold.reason });
      return { limits: hold === null ? {} : { held: { reason: hold.reason, closes: hold.closes } } };
    }
    return hold === null ? this.#move(time, members) : null;
  }

  /** Returns what came of it, in the form of curves that were added up. */
  finish(): CombinedRun {
    const { day, equity, returns, gained } = this.#days;
    const { capital } = this.#rule;
    const weights = this.capitals.map((money) => money / capital);
    const rebalances = [{ day: day[0] ?? Number.NaN, weights }, ...this.#moved];
    return { day, equity, returns, contribution: gained.map((money) => money / capital), rebalances };
  }

  #fallDue(time: number, equities: readonly number[]): void {
    const { method, weights, corridor } = this.#rule;
    const shares = allocateWeights(method, weights, this.#days.closedReturns(lookback));
    const members = equities.map((equity, member) => ({ id: `${member}`, equity, share: shares[member]! }));
    this.#due = dueMoves(members, corridor, time);
  }

  #move(time: number, members: TogetherMoment["members"]): TogetherWish | null {
    const due = this.#due;
    if (due === null) return null;
    const flat = members.flatMap(({ gross }, member) => (gross === 0 ? [`${member}`] : []));
    if (!canMove(due, flat)) return null;
    const { moves, open } = planMoves(
      members.map(({ equity, isStill }, member) => {
        const id = `${member}`;
        return { id, equity, share: due.shares[id] ?? 0, open: due.open[id] ?? 0, isStill };
      }),
    );
    const isOver = Object.keys(open).length === 0;
    if (moves.size === 0 && !isOver) return null;
    this.#due = isOver ? null : { ...due, open };
    if (moves.size === 0) return null;
    const transfers = new Map([...moves].map(([id, amount]) => [Number(id), amount]));
    for (const [member, amount] of transfers) this.#days.move(member, amount);
    this.#moved.push({ day: time, weights: Object.values(due.shares) });
    return { transfers };
  }
}
