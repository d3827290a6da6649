import type { Queryable } from "../client.ts";
import { type IdleStatement, type Prepared, runPrepared } from "../prepared.ts";
import { type BrokerOrderRow, type OrderState, orderJson, RawBrokerOrder, type ReportNames } from "./broker-orders.ts";

/** An order as it was read, and the JSON that says whether it is so still. */
export type SeenOrder = { readonly row: BrokerOrderRow; readonly seen: unknown };

export const readingReported: Prepared<{ row: unknown }> & IdleStatement = {
  name: "reported_order",
  idle: ["", "", "[]", "[]"],
  text: `
    SELECT ${orderJson} AS row FROM broker_orders
    WHERE account_id = $1::text
      AND (client_order_id = $2::text OR parts @> $3::jsonb OR parts @> $4::jsonb)
    ORDER BY created_at DESC LIMIT 1`,
};

/** Returns the order that a report is of, or null where it is none of ours. */
export async function readReportedOrder(
  db: Queryable,
  accountId: string,
  { clientOrderId, brokerOrderId, replaces }: ReportNames,
): Promise<SeenOrder | null> {
  const part = (id: string | null): string => JSON.stringify([{ brokerOrderId: id ?? "" }]);
  const [found] = await runPrepared(db, readingReported, [
    ...[accountId, clientOrderId ?? "", part(brokerOrderId), part(replaces)],
  ]);
  return found === undefined ? null : { row: RawBrokerOrder.parse(found.row), seen: found.row };
}

/** The run is locked before the order. An order that is not as it was seen leaves nothing. */
export const storingReported: Prepared<{ shard: number | null }> & IdleStatement = {
  name: "report_store",
  idle: ["", "{}", "", "[]", "1", "0", "0", null, false, null, "", "{}", null, ""],
  text: `
    WITH run AS MATERIALIZED (
      SELECT id FROM runs WHERE id = (SELECT run_id FROM broker_orders WHERE id = $1::text) FOR NO KEY UPDATE
    ), one AS MATERIALIZED (
      SELECT id, run_id FROM broker_orders
      WHERE (SELECT count(*) FROM run) >= 0 AND id = $1::text AND ${orderJson} = $2::jsonb FOR NO KEY UPDATE
    ), kept AS (
      UPDATE broker_orders AS kept
      SET status = $3::text, parts = $4::jsonb, quantity = $5::numeric, filled_quantity = $6::numeric,
          filled_value = $7::numeric, reason = $8::text, has_late_fill = $9::boolean, reported_at = $10::timestamptz,
          updated_at = clock_timestamp()
      FROM one WHERE kept.id = one.id
    ), told AS (
      INSERT INTO broker_order_events (order_id, sequence, source, status, detail)
      SELECT one.id, (SELECT count(*) + 1 FROM broker_order_events WHERE order_id = one.id), $11::text, $3::text, $12::jsonb
      FROM one
    ), bumped AS (
      UPDATE runs SET inbox_sequence = inbox_sequence + 1, updated_at = now()
      FROM one WHERE runs.id = one.run_id AND $13::jsonb IS NOT NULL AND runs.stopped_at IS NULL
      RETURNING runs.id, runs.shard, runs.inbox_sequence
    ), heard AS (
      INSERT INTO run_inbox (run_id, sequence, key, kind, payload)
      SELECT id, inbox_sequence, $14::text, 'order', $13::jsonb FROM bumped
    )
    SELECT (SELECT shard FROM bumped) AS shard FROM one`,
};

type Reported = {
  readonly state: OrderState;
  readonly event: { readonly source: string; readonly detail: object };
  /** What its run hears of it; null where it has none. */
  readonly heard: { readonly key: string; readonly payload: object } | null;
};

/**
 * Stores what a report has made of an order, in one statement; returns the shard of the run that has heard of it, where one has, or
 * null, and stores nothing, where the order is not as it was seen any more.
 */
export async function storeReported(
  db: Queryable,
  { row, seen }: SeenOrder,
  { state, event, heard }: Reported,
): Promise<{ readonly shard: number | null } | null> {
  const { status, parts, quantity, filledQuantity, filledValue, reason, hasLateFill, reportedAt } = state;
  const [stored = null] = await runPrepared(db, storingReported, [
    ...[row.id, JSON.stringify(seen), status, JSON.stringify(parts), quantity, filledQuantity, filledValue, reason],
    ...[hasLateFill, reportedAt?.toISOString() ?? null, event.source, JSON.stringify(event.detail)],
    ...[heard === null ? null : JSON.stringify(heard.payload), heard?.key ?? ""],
  ]);
  return stored;
}
