import type { OrderType } from "@/graph-runtime/market/order.ts";
import type { Queryable } from "../client.ts";
import type { Order } from "../generated/client.ts";

export type WorkingOrderRow = {
  readonly id: number;
  readonly role: "entry" | "exit";
  readonly type: OrderType;
};

/** Returns the orders of a run that may still fill; `id` is the engine's number of the order. */
export async function listWorkingOrders(db: Queryable, runId: string): Promise<WorkingOrderRow[]> {
  const rows = await db.order.findMany({
    where: { runId, status: { in: ["created", "submitted", "working", "partially-filled", "cancelling", "unknown"] } },
    orderBy: { orderNumber: "asc" },
    select: { orderNumber: true, role: true, type: true },
  });
  return rows.map((row) => ({
    id: row.orderNumber,
    role: row.role as WorkingOrderRow["role"],
    type: row.type as WorkingOrderRow["type"],
  }));
}

const movableTypes = ["stop", "limit", "trailing-stop"];

/** Returns the terms of an exit that works at a price, null where there is none of that number. */
export async function findMovableOrder(
  db: Queryable,
  runId: string,
  orderNumber: number,
): Promise<{ readonly symbol: string; readonly type: string; readonly before: string } | null> {
  const status = { in: ["created", "submitted", "working", "partially-filled"] };
  const row = await db.order.findFirst({
    where: { runId, orderNumber, role: "exit", type: { in: movableTypes }, status },
    select: { symbol: true, type: true, limitPrice: true, stopPrice: true },
  });
  if (row === null) return null;
  return { symbol: row.symbol, type: row.type, before: String(row.limitPrice ?? row.stopPrice) };
}

export type OrderRow = {
  readonly number: number;
  readonly clientOrderId: string;
  readonly lane: number;
  readonly symbol: string;
  readonly side: string;
  readonly type: string;
  readonly role: string;
  readonly nodeId: string;
  readonly quantity: string;
  readonly limitPrice: string | null;
  readonly stopPrice: string | null;
  readonly status: string;
  readonly filledQuantity: string;
  readonly averagePrice: string | null;
  readonly reason: string;
  readonly deniedReason: string | null;
  readonly placedAt: Date;
  readonly updatedAt: Date;
};

/** Returns the orders of a run, the newest first; `before` continues below an order number. */
export async function listOrders(
  db: Queryable,
  runId: string,
  page: { before?: number; limit: number },
): Promise<OrderRow[]> {
  const rows = await db.order.findMany({
    where: { runId, ...(page.before === undefined ? {} : { orderNumber: { lt: page.before } }) },
    orderBy: { orderNumber: "desc" },
    take: page.limit,
  });
  return rows.map(toOrderRow);
}

export function toOrderRow(row: Order): OrderRow {
  return {
    number: row.orderNumber,
    clientOrderId: row.clientOrderId,
    lane: row.lane,
    symbol: row.symbol,
    side: row.side,
    type: row.type,
    role: row.role,
    nodeId: row.nodeId,
    quantity: row.quantity.toString(),
    limitPrice: row.limitPrice?.toString() ?? null,
    stopPrice: row.stopPrice?.toString() ?? null,
    status: row.status,
    filledQuantity: row.filledQuantity.toString(),
    averagePrice: row.averagePrice?.toString() ?? null,
    reason: row.reason,
    deniedReason: row.deniedReason,
    placedAt: row.placedAt,
    updatedAt: row.updatedAt,
  };
}

export type FillRow = {
  readonly sequence: number;
  readonly ordinal: number;
  readonly orderNumber: number;
  readonly symbol: string;
  readonly side: string;
  readonly role: string;
  readonly quantity: string;
  readonly price: string;
  readonly fee: string;
  readonly time: Date;
};

/** Returns the fills of a run, the newest first; `before` continues below a sequence number. */
export async function listFills(
  db: Queryable,
  runId: string,
  page: { before?: number; limit: number },
): Promise<FillRow[]> {
  const rows = await db.fill.findMany({
    where: { runId, ...(page.before === undefined ? {} : { sequence: { lt: BigInt(page.before) } }) },
    orderBy: [{ sequence: "desc" }, { ordinal: "desc" }],
    take: page.limit,
    include: { order: { select: { orderNumber: true } } },
  });
  return rows.map((row) => ({
    sequence: Number(row.sequence),
    ordinal: row.ordinal,
    orderNumber: row.order.orderNumber,
    symbol: row.symbol,
    side: row.side,
    role: row.role,
    quantity: row.quantity.toString(),
    price: row.price.toString(),
    fee: row.fee.toString(),
    time: row.time,
  }));
}

export type DecisionRow = {
  readonly sequence: number;
  readonly time: Date;
  readonly action: string;
  readonly reason: string;
  readonly values: unknown;
};

/** Returns the decisions of a run, the newest first; `before` continues below a sequence number. */
export async function listDecisions(
  db: Queryable,
  runId: string,
  page: { before?: number; limit: number },
): Promise<DecisionRow[]> {
  const rows = await db.decision.findMany({
    where: { runId, ...(page.before === undefined ? {} : { sequence: { lt: BigInt(page.before) } }) },
    orderBy: { sequence: "desc" },
    take: page.limit,
    select: { sequence: true, time: true, action: true, reason: true, values: true },
  });
  return rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
}

export type MarkRow = {
  readonly sequence: number;
  readonly time: Date;
  readonly equity: string;
  readonly cash: string;
  readonly unrealised: string;
  readonly realised: string;
  readonly fees: string;
  readonly positions: unknown;
};

/** Returns the last marks of a run in rising order. */
export async function listMarks(db: Queryable, runId: string, limit: number): Promise<MarkRow[]> {
  const rows = await db.mark.findMany({ where: { runId }, orderBy: { sequence: "desc" }, take: limit });
  return rows.reverse().map(({ runId: _, ...row }) => ({
    ...row,
    sequence: Number(row.sequence),
    equity: row.equity.toString(),
    cash: row.cash.toString(),
    unrealised: row.unrealised.toString(),
    realised: row.realised.toString(),
    fees: row.fees.toString(),
  }));
}

type LatestRow = Omit<MarkRow, "sequence"> & { readonly runId: string; readonly sequence: number };

/** Returns the last mark of each run that has one. */
export async function latestMarks(db: Queryable, runIds: readonly string[]): Promise<Map<string, MarkRow>> {
  if (runIds.length === 0) return new Map();
  const rows = await db.$queryRaw<LatestRow[]>`
    SELECT run.id AS "runId", mark.sequence::float8 AS sequence, mark.time, trim_scale(mark.equity)::text AS equity,
      trim_scale(mark.cash)::text AS cash, trim_scale(mark.unrealised)::text AS unrealised,
      trim_scale(mark.realised)::text AS realised, trim_scale(mark.fees)::text AS fees, mark.positions
    FROM unnest(${[...runIds]}::text[]) AS run (id)
    CROSS JOIN LATERAL (SELECT * FROM marks WHERE run_id = run.id ORDER BY sequence DESC LIMIT 1) AS mark`;
  return new Map(rows.map(({ runId, ...mark }) => [runId, mark]));
}

/** Returns what a run is called: by its listing where it runs one, else by its strategy. */
export async function findRunName(db: Queryable, id: string): Promise<string> {
  const row = await db.run.findUnique({
    where: { id },
    select: {
      strategyVersion: { select: { name: true } },
      subscription: { select: { listing: { select: { title: true } } } },
    },
  });
  return row?.subscription?.listing.title ?? row?.strategyVersion.name ?? "a run";
}
