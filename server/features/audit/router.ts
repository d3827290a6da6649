import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { AuditPage, AuditVerdictDto } from "./dto.ts";
import { listAudit, verifyTeamAudit } from "./service.ts";

export const auditRouter = router({
  list: permitted("audit.read")
    .input(z.object({ cursor: z.string().max(400).optional() }))
    .output(AuditPage)
    .query(({ ctx, input }) => listAudit(ctx, input.cursor)),
  verify: permitted("audit.read")
    .output(AuditVerdictDto)
    .mutation(({ ctx }) => verifyTeamAudit(ctx)),
});
