import { z } from "zod";

export const AuditEventDto = z.object({
  chain: z.string(),
  sequence: z.string(),
  at: z.iso.datetime(),
  actor: z.string(),
  action: z.string(),
  detail: z.json(),
  hash: z.string(),
});
export type AuditEventDto = z.infer<typeof AuditEventDto>;

export const AuditPage = z.object({ events: z.array(AuditEventDto), nextCursor: z.string().nullable() });
export type AuditPage = z.infer<typeof AuditPage>;

/** What came of computing every hash of the team's chains again. */
export const AuditVerdictDto = z.object({
  chains: z.int(),
  events: z.int(),
  anchors: z.int(),
  problems: z.array(z.object({ chain: z.string(), sequence: z.string(), problem: z.string() })),
});
export type AuditVerdictDto = z.infer<typeof AuditVerdictDto>;
