import { z } from "zod";

/** A report that waits, with what it is about as it stands now. */
export const ReportDto = z.object({
  id: z.uuid(),
  subject: z.enum(["listing", "post", "profile"]),
  subjectId: z.string(),
  reason: z.string(),
  reporter: z.string(),
  /** What is complained of, in its author's words; null where it is gone. */
  text: z.string().nullable(),
  href: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type ReportDto = z.infer<typeof ReportDto>;

export const PlatformTeamDto = z.object({
  id: z.string(),
  name: z.string(),
  members: z.array(z.object({ name: z.string(), email: z.string(), role: z.string() })),
  listings: z.int(),
  registrationNumber: z.string().nullable(),
  region: z.string(),
  verifiedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type PlatformTeamDto = z.infer<typeof PlatformTeamDto>;

/** Flags of the installation; what is not set is as by default. */
export const PlatformFlags = z.strictObject({
  /** Anybody may publish to the marketplace. */
  publishing: z.boolean().default(true),
  /** Questions, answers and reviews may be written. */
  community: z.boolean().default(true),
  /** The region whose rules hold for teams that have not said where they are. */
  defaultRegion: z.enum(["international", "india"]).default("international"),
  /** How many months decisions, marks and events of runs are kept. */
  recordsMonths: z.union([z.literal("for-good"), z.int().min(3).max(1_200)]).default("for-good"),
});
export type PlatformFlags = z.infer<typeof PlatformFlags>;

export const PlatformFlagsDto = PlatformFlags.extend({
  /** What the configuration says of it, and what then holds instead; null where it says nothing. */
  recordsMonthsFixed: z.int().nullable(),
});
export type PlatformFlagsDto = z.infer<typeof PlatformFlagsDto>;

export const AuditFindDto = z.object({
  at: z.iso.datetime(),
  chain: z.string(),
  teamId: z.string().nullable(),
  actor: z.string(),
  action: z.string(),
  detail: z.unknown(),
});
export type AuditFindDto = z.infer<typeof AuditFindDto>;

export const AuditQuery = z.strictObject({
  /** The beginning of an action, such as "basket." or "listing.published". */
  action: z.string().trim().max(80).default(""),
  actor: z.string().trim().max(120).default(""),
  teamId: z.string().trim().max(80).default(""),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
