import { type HeldByRun, listHeldBeside } from "../../db/repositories/netting.ts";
import { findSubscription } from "../../db/repositories/subscriptions.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import type { NettingDto } from "./dto.ts";

/**
 * Returns the instruments that this subscription and something else of the team hold at once on the same account. A broker has one position
 * of them, the net; each run keeps a book of its own, and closes what it bought itself.
 */
export async function nettingOf({ db, team }: Context, id: string): Promise<NettingDto[]> {
  if ((await findSubscription(db, team.id, id)) === null) throw new AppError("not-found", { what: "subscription", id });
  const groups = new Map<string, HeldByRun[]>();
  for (const row of await listHeldBeside(db, team.id, id)) {
    const key = `${row.accountId ?? ""} ${row.symbol}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((rows) => {
    const [first] = rows;
    const isShared = rows.some((row) => row.subscriptionId === id) && rows.some((row) => row.subscriptionId !== id);
    if (first === undefined || !isShared) return [];
    const sum = (some: readonly HeldByRun[]) => some.reduce((total, { quantity }) => total + quantity, 0);
    return [
      {
        account: first.accountId === null ? null : { id: first.accountId, label: first.accountLabel ?? "" },
        symbol: first.symbol,
        own: sum(rows.filter((row) => row.subscriptionId === id)),
        net: sum(rows),
        others: rows
          .filter((row) => row.subscriptionId !== id)
          .map(({ runId, name, quantity }) => ({ runId, name, quantity })),
      },
    ];
  });
}
