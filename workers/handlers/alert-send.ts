import { deliverAlert } from "@/server/alerts/deliver.ts";
import { settleDelivery } from "@/server/db/repositories/notification-deliveries.ts";
import type { JobHandler } from "../handler.ts";

export const alertSend: JobHandler<"alert.send"> = {
  run: ({ deliveryId }, { db }) => deliverAlert(db, deliveryId),
  giveUp: ({ deliveryId }, { message }, db) => settleDelivery(db, deliveryId, { status: "failed", reason: message }),
};
