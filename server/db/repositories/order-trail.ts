import type { Queryable } from "../client.ts";

export type TrailState = {
  readonly at: Date;
  readonly status: string;
  /** Who said so: the run itself, or the way by which the broker's word came. */
  readonly source: string;
  /** Hash of the entry of the run's audit chain that says so; null for the broker's word. */
  readonly hash: string | null;
};

/** Returns the orders of a run with what led to them and what became of them, the newest first. */
export async function readOrderTrail(
  db: Queryable,
  runId: string,
  page: { readonly before?: number | undefined; readonly limit: number },
) {
  const orders = await db.order.findMany({
    where: { runId, ...(page.before === undefined ? {} : { orderNumber: { lt: page.before } }) },
    orderBy: { orderNumber: "desc" },
    take: page.limit,
    include: {
      intent: { select: { sequence: true, ordinal: true } },
      fills: { orderBy: [{ sequence: "asc" }, { ordinal: "asc" }] },
    },
  });
  const numbers = orders.map((order) => order.orderNumber);
  const [decisions, states, sent] = await Promise.all([
    db.decision.findMany({ where: { runId, sequence: { in: orders.map(({ intent }) => intent.sequence) } } }),
    auditedStates(
      db,
      runId,
      orders.map((order) => order.clientOrderId),
    ),
    db.brokerOrder.findMany({
      where: { runId, orderNumber: { in: numbers } },
      orderBy: [{ createdAt: "asc" }, { slice: "asc" }],
      select: { orderNumber: true, parts: true, events: { orderBy: { sequence: "asc" } } },
    }),
  ]);
  return orders.map((order) => {
    const slices = sent.filter((slice) => slice.orderNumber === order.orderNumber);
    const told = slices.flatMap(({ events }) =>
      events.map(({ receivedAt: at, status, source }): TrailState => ({ at, status, source, hash: null })),
    );
    return {
      order,
      decision: decisions.find((decision) => decision.sequence === order.intent.sequence) ?? null,
      states: [...(states.get(order.clientOrderId) ?? []), ...told].sort((a, b) => a.at.getTime() - b.at.getTime()),
      parts: slices.map(({ parts }): unknown => parts),
    };
  });
}

/** Returns what a run's audit chain says of orders, by their client ids. */
async function auditedStates(
  db: Queryable,
  runId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly TrailState[]>> {
  const rows = await db.$queryRaw<{ id: string; at: Date; status: string; hash: string }[]>`
    SELECT item->>'clientOrderId' AS id, entry.at, item->>'status' AS status, entry.hash
    FROM audit_events AS entry CROSS JOIN LATERAL jsonb_array_elements(entry.detail->'orders') AS item
    WHERE entry.chain = ${`run:${runId}`} AND entry.action = 'run.stepped'
      AND item->>'clientOrderId' = ANY (${[...ids]}::text[])
    ORDER BY entry.sequence`;
  const found = new Map<string, TrailState[]>();
  for (const { id, at, status, hash } of rows) {
    const known = found.get(id) ?? [];
    // a fill in parts leaves an order in its state
    if (known.at(-1)?.status !== status) known.push({ at, status, source: "run", hash });
    found.set(id, known);
  }
  return found;
}

/** Returns which version of which strategy a run follows, and who began it; the hash is not given away for a sealed one. */
export async function readTrailVersion(db: Queryable, runId: string) {
  const row = await db.run.findUniqueOrThrow({
    where: { id: runId },
    select: {
      sealed: true,
      createdBy: true,
      strategyVersion: { select: { name: true, number: true, semanticHash: true } },
    },
  });
  const { name, number, semanticHash } = row.strategyVersion;
  return { name, number, semanticHash: row.sealed ? null : semanticHash, createdBy: row.createdBy };
}
