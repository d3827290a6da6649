import { driftRows, listMemberOrderRows } from "../../db/repositories/member-reads.ts";
import { findSubscription } from "../../db/repositories/subscriptions.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import { describeOrder } from "../runs/service.ts";
import type { MemberDriftDto, MemberOrderDto } from "./dto.ts";

const mostOrders = 100;

/** Returns how far each member is from the platform's own run of it, over the bars that both had. */
export async function driftOf(context: Context, id: string): Promise<MemberDriftDto[]> {
  await require(context, id);
  return driftRows(context.db, id);
}

/** Returns the newest orders of all members, whoever sent them. */
export async function listMemberOrders(context: Context, id: string): Promise<MemberOrderDto[]> {
  await require(context, id);
  const rows = await listMemberOrderRows(context.db, id, mostOrders);
  return rows.map(({ runId, strategyName, ...row }) => ({ ...describeOrder(row), runId, strategyName }));
}

async function require({ db, team }: Context, id: string): Promise<void> {
  if ((await findSubscription(db, team.id, id)) === null) throw new AppError("not-found", { what: "subscription", id });
}
