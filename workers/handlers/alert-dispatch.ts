import { dispatchNotifications } from "@/server/alerts/dispatch.ts";
import type { JobHandler } from "../handler.ts";

export const alertDispatch: JobHandler<"alert.dispatch"> = {
  run: async (_payload, { db, deliverer }) => {
    await dispatchNotifications(db, deliverer);
  },
};
