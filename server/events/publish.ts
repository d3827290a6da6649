import type { Queryable } from "../db/client.ts";
import type { PlatformEvent } from "./platform-event.ts";

export const channel = "quantloom";
// PostgreSQL refuses a notification of 8,000 bytes or more, and with it the writer's transaction.
const largest = 7_900;

/** Returns the text of the notification that carries an event. */
export function notificationOf(event: PlatformEvent): string {
  const text = JSON.stringify(event);
  if (Buffer.byteLength(text) <= largest) return text;
  // Too much for a notification: the reader is told to fetch instead.
  return JSON.stringify({ ...event, payload: { fetch: true } });
}

/** Announces the event when the transaction commits, and never if it does not. */
export async function publish(tx: Queryable, event: PlatformEvent): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${channel}, ${notificationOf(event)})`;
}
