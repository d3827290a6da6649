import { z } from "zod";
import { readOrderTrail, readTrailVersion } from "../../db/repositories/order-trail.ts";
import { findRun } from "../../db/repositories/runs.ts";
import { findUser } from "../../db/repositories/users.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import type { TrailDto, TrailOrderDto } from "./trail-dto.ts";

const pageSize = 100;
const StoredValues = z.record(z.string(), z.number().nullable());
const StoredParts = z.array(z.object({ brokerOrderId: z.string() }));

/** Returns the trail of a run's orders, the newest first, in pages. */
export async function readTrail(
  { db, team }: Context,
  { id, cursor }: { readonly id: string; readonly cursor?: number | undefined },
): Promise<TrailDto> {
  const run = await findRun(db, team.id, id);
  if (run === null) throw new AppError("not-found", { what: "run", id });
  const [version, rows] = await Promise.all([
    readTrailVersion(db, id),
    readOrderTrail(db, id, { before: cursor, limit: pageSize }),
  ]);
  const starter = await findUser(db, { id: version.createdBy });
  return {
    run: {
      id,
      account: run.account?.label ?? "Paper",
      startedBy: starter?.name ?? "somebody who is no longer known",
      strategy: version.name,
      version: version.number,
      semanticHash: version.semanticHash,
    },
    orders: rows.map(toDto),
    nextCursor: rows.length === pageSize ? (rows.at(-1)?.order.orderNumber ?? null) : null,
  };
}

type Row = Awaited<ReturnType<typeof readOrderTrail>>[number];

function toDto({ order, decision, states, parts }: Row): TrailOrderDto {
  const { symbol, side, type, role, clientOrderId, nodeId, reason, deniedReason } = order;
  return {
    ...{ symbol, side, type, role, clientOrderId, deniedReason },
    number: order.orderNumber,
    quantity: order.quantity.toString(),
    limitPrice: order.limitPrice?.toString() ?? null,
    stopPrice: order.stopPrice?.toString() ?? null,
    placedAt: order.placedAt.toISOString(),
    sequence: Number(order.intent.sequence),
    rule: { nodeId, reason, values: decision === null ? {} : StoredValues.parse(decision.values) },
    states: states.map(({ at, ...state }) => ({ at: at.toISOString(), ...state })),
    fills: order.fills.map(({ time, quantity, price, fee }) => ({
      at: time.toISOString(),
      quantity: quantity.toString(),
      price: price.toString(),
      fee: fee.toString(),
    })),
    brokerIds: parts.flatMap((part) => StoredParts.parse(part).map(({ brokerOrderId }) => brokerOrderId)),
  };
}
