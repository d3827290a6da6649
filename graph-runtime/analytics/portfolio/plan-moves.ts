import { allocateCapital } from "../../core/allocate-capital.ts";

/** A member of a basket whose money is being brought back to its share. */
export type RebalancedMember = {
  readonly id: string;
  readonly equity: number;
  /** Of the equity of all members; they add up to 1. */
  readonly share: number;
  /** What it has still to receive of what was due; negative where it is to give. */
  readonly open: number;
  /** It holds nothing, works on no order, and has nothing to do. */
  readonly isStill: boolean;
};

export type PlannedMoves = {
  /** What goes to each member now, or from it where it is negative; amounts of whole cents that add up to nothing. */
  readonly moves: ReadonlyMap<string, number>;
  /** What is open afterwards; empty where the rebalancing is over. */
  readonly open: Readonly<Record<string, number>>;
};

/** Less than this is not worth moving. */
const cent = 0.01;

/** Returns what each member is to receive, or to give, for its share of what all of them have. */
export function openAmounts(members: readonly Pick<RebalancedMember, "id" | "equity" | "share">[]) {
  const total = members.reduce((sum, { equity }) => sum + equity, 0);
  return Object.fromEntries(members.map(({ id, equity, share }) => [id, share * total - equity]));
}

/**
 * Plans what can be moved now: between those that hold nothing, and never beyond a member's share. What the others are to give or receive
 * stays open until they are still, too.
 */
export function planMoves(members: readonly RebalancedMember[]): PlannedMoves {
  const gaps = openAmounts(members);
  const wanted = members.map((member) => ({ ...member, wants: wantsOf(member, gaps[member.id] ?? 0) }));
  const still = wanted.filter(({ isStill }) => isStill);
  const givers = still.filter(({ wants }) => wants <= -cent);
  const takers = still.filter(({ wants }) => wants >= cent);
  const amount = Math.floor(100 * Math.min(-sumOf(givers), sumOf(takers)) + 1e-6) / 100;
  const moves = new Map<string, number>();
  if (amount >= cent) {
    for (const [id, part] of split(amount, givers)) moves.set(id, -part);
    for (const [id, part] of split(amount, takers)) moves.set(id, part);
  }
  const rest = wanted.map(({ id, wants }) => ({ id, wants: wants - (moves.get(id) ?? 0) }));
  const isOver = rest.every(({ wants }) => wants < cent) || rest.every(({ wants }) => wants > -cent);
  const open = rest.filter(({ wants }) => Math.abs(wants) >= cent).map(({ id, wants }) => [id, wants] as const);
  return { moves, open: isOver ? {} : Object.fromEntries(open) };
}

/** No more than was due, and no more than is missing now. */
function wantsOf({ open }: RebalancedMember, gap: number): number {
  return open > 0 ? Math.max(0, Math.min(open, gap)) : Math.min(0, Math.max(open, gap));
}

type Wanting = { readonly id: string; readonly wants: number };

function sumOf(members: readonly Wanting[]): number {
  return members.reduce((sum, { wants }) => sum + wants, 0);
}

function split(amount: number, members: readonly Wanting[]): (readonly [string, number])[] {
  const sum = sumOf(members);
  const parts = allocateCapital(
    amount,
    members.map(({ wants }) => wants / sum),
  );
  return members.map(({ id }, index) => [id, Number(parts[index])] as const).filter(([, part]) => part > 0);
}
