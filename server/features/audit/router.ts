import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { AuditPage } from "./dto.ts";
import { listAudit } from "./service.ts";

export const auditRouter = router({
  list: permitted("audit.read")
    .input(z.object({ cursor: z.string().max(400).optional() }))
    .output(AuditPage)
    .query(({ ctx, input }) => listAudit(ctx, input.cursor)),
});
