import { randomUUID } from "node:crypto";
import { recordForTeam } from "../../audit/record.ts";
import { appendToRun } from "../../db/repositories/run-inbox.ts";
import { findMovableOrder } from "../../db/repositories/run-reads.ts";
import { AppError } from "../../errors/app-error.ts";
import type { ChangePayload } from "../../live/inbox-payload.ts";
import type { Context } from "../../trpc/context.ts";
import type { MoveStopRequest } from "./dto.ts";
import { requireRun, wake } from "./service.ts";

/** Puts another price for a stop or target into the run's inbox, where it is worked off in its turn, once. */
export async function moveStop(context: Context, { id, number, price }: MoveStopRequest): Promise<void> {
  const { db, user } = context;
  const run = await requireRun(context, id);
  if (run.stoppedAt !== null || run.isAside)
    throw new AppError("not-possible-now", { message: `This run works no orders now (${run.status}).` });
  const order = await findMovableOrder(db, id, number);
  if (order === null) {
    const message = `Order ${number} is no working stop or target of this run. Look at its state in the list of orders.`;
    throw new AppError("not-possible-now", { message });
  }
  const shard = await db.$transaction(async (tx) => {
    await recordForTeam(tx, context, "run.stop-moved", { runId: id, number, ...order, price });
    const payload: ChangePayload = { order: number, price, actor: user.id, time: Date.now() };
    return appendToRun(tx, id, { key: `change:${randomUUID()}`, kind: "change", payload });
  });
  if (shard !== null) await wake([shard]);
}
