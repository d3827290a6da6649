import { createHmac } from "node:crypto";
import type { AlertMessage } from "./message.ts";

/** Returns the body of a post to a webhook. docs/alerts.md describes it: it only ever grows. */
export function webhookBody({
  id,
  kind,
  severity,
  subject,
  title,
  body,
  url,
  team,
  time,
  isTest,
}: AlertMessage): string {
  return JSON.stringify({
    version: 1,
    id,
    kind,
    severity,
    subject,
    title,
    body,
    url,
    team,
    time: time.toISOString(),
    test: isTest,
  });
}

/**
 * Returns the headers by which a receiver knows that a post is ours and new: HMAC-SHA256 with the channel's key over the time, a full
 * stop and the body as it is sent.
 */
export function signatureHeaders(
  key: string,
  { id, body, now }: { readonly id: string; readonly body: string; readonly now: Date },
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const signature = createHmac("sha256", key).update(`${timestamp}.${body}`).digest("hex");
  return {
    "x-quantloom-delivery": id,
    "x-quantloom-timestamp": timestamp,
    "x-quantloom-signature": `v1=${signature}`,
  };
}
