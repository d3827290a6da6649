import { anchorAudit } from "@/server/audit/anchor.ts";
import type { JobHandler } from "../handler.ts";

/** Ties the audit chains that moved into the anchor chain. */
export const maintenanceAnchor: JobHandler<"maintenance.anchor"> = {
  run: async (_payload, { db }) => {
    await anchorAudit(db);
  },
};
