import { publicOrigins } from "../auth/public-origins.ts";
import type { Database } from "../db/client.ts";
import { findSealedChannel } from "../db/repositories/notification-channels.ts";
import { findDelivery, settleDelivery } from "../db/repositories/notification-deliveries.ts";
import { env } from "../env.ts";
import { AppError } from "../errors/app-error.ts";
import { alertDelivered } from "../ops/events-log.ts";
import { postMessage } from "./channels/post-message.ts";
import { severities } from "./notification-kinds.ts";

/** Posts a notification through the channel that its delivery names; does nothing where that was done before. */
export async function deliverAlert(db: Database, id: string): Promise<void> {
  const delivery = await findDelivery(db, id);
  if (delivery === null || delivery.status === "sent") return;
  const channel = await findSealedChannel(db, delivery.channelId);
  if (channel === null) throw new AppError("not-possible-now", { message: "The channel was removed." });
  const { team, severity, href, createdAt, kind, subject, title, body } = delivery.notification;
  await postMessage(
    channel,
    {
      id,
      kind,
      subject,
      title,
      body,
      severity: severities.find((known) => known === severity) ?? "info",
      url: pageUrl(href),
      team: team.name,
      time: createdAt,
      isTest: false,
    },
    new Date(),
  );
  await settleDelivery(db, id, { status: "sent" });
  alertDelivered(channel.type, kind);
}

/** Returns the whole address of a page of ours. */
export function pageUrl(href: string): string {
  return new URL(href, publicOrigins(env())[0]).href;
}
