import type { Transaction } from "../db/client.ts";
import type { EndedWork } from "../db/repositories/backtests.ts";
import { notifyTeam } from "../db/repositories/notifications.ts";

/** What ends sooner is still being watched by whoever began it. */
const longMilliseconds = 60_000;

/** Tells whoever began a backtest or a sweep that it has ended, where that took long. */
export async function tellLongWork(
  tx: Transaction,
  thing: "backtest" | "sweep",
  work: EndedWork & { readonly status: string },
): Promise<void> {
  const { id, teamId, createdBy, strategyName, startedAt, finishedAt, status } = work;
  const took = startedAt === null || finishedAt === null ? 0 : finishedAt.getTime() - startedAt.getTime();
  if (took < longMilliseconds || status === "cancelled") return;
  const word = thing === "backtest" ? "Backtest" : "Sweep";
  await notifyTeam(tx, {
    teamId,
    userId: createdBy,
    kind: "backtest.finished",
    key: `${thing}:${id}:${finishedAt?.getTime()}`,
    subject: `${thing}:${id}`,
    ...(status === "failed" ? { severity: "warning" as const } : {}),
    title: `${word} ${status === "failed" ? "failed" : "finished"}: ${strategyName}`,
    body: `It took ${Math.round(took / 60_000)} minutes.`,
    href: `/${thing}s/${id}`,
  });
}
