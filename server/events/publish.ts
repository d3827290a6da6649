import type { Queryable } from "../db/client.ts";
import type { PlatformEvent } from "./platform-event.ts";

export const channel = "quantloom";
// PostgreSQL refuses a notification of 8,000 bytes or more, and with it the writer's transaction.
const largest = 7_900;

/** Announces the event when the transaction commits, and never if it does not. */
export async function publish(tx: Queryable, event: PlatformEvent): Promise<void> {
  let text = JSON.stringify(event);
  // Too much for a notification: the reader is told to fetch instead.
  if (Buffer.byteLength(text) > largest) text = JSON.stringify({ ...event, payload: { fetch: true } });
  await tx.$executeRaw`SELECT pg_notify(${channel}, ${text})`;
}
