import { openAmounts } from "./plan-moves.ts";
import { strays } from "./rebalance-schedule.ts";

/** Money of a basket that is due to move, by the member's id: what each is to receive, or to give where it is negative. */
export type DueMoves = {
  /** Since which bar, epoch milliseconds. */
  readonly since: number;
  readonly shares: Readonly<Record<string, number>>;
  readonly open: Readonly<Record<string, number>>;
};

type Member = { readonly id: string; readonly equity: number; readonly share: number };

/** Returns what falls due where a period has begun; null where no share has left its target by more than the corridor, a fraction. */
export function dueMoves(members: readonly Member[], corridor: number, since: number): DueMoves | null {
  const whole = members.reduce((sum, { share }) => sum + share, 0);
  const shared = members.map((member) => ({ ...member, share: member.share / whole }));
  const isOff = strays(
    shared.map(({ equity }) => equity),
    shared.map(({ share }) => share),
    corridor,
  );
  if (!isOff) return null;
  return { since, shares: Object.fromEntries(shared.map(({ id, share }) => [id, share])), open: openAmounts(shared) };
}

/** Returns whether one that is to give and one that is to receive are among those that hold nothing. */
export function canMove({ open }: DueMoves, flat: readonly string[]): boolean {
  const amounts = flat.map((id) => open[id] ?? 0);
  return amounts.some((amount) => amount < 0) && amounts.some((amount) => amount > 0);
}
