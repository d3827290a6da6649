import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { AuditFindDto, AuditQuery, PlatformFlags, PlatformFlagsDto, PlatformTeamDto, ReportDto } from "./dto.ts";
import {
  curate,
  getFlags,
  listReports,
  listTeams,
  resolveReport,
  searchAudit,
  setFlags,
  verifyListing,
  verifyTeam,
} from "./service.ts";

// the role is a manager's of any team; the service lets in only those who run the installation
const manage = permitted("platform.manage");
const Done = z.object({});

export const moderationRouter = router({
  reports: manage.output(z.array(ReportDto)).query(({ ctx }) => listReports(ctx)),
  resolve: manage
    .input(z.strictObject({ id: z.uuid(), resolution: z.enum(["removed", "dismissed"]) }))
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await resolveReport(ctx, input);
      return {};
    }),
  curate: manage
    .input(z.strictObject({ listingId: z.uuid(), curated: z.boolean() }))
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await curate(ctx, input);
      return {};
    }),
  verifyListing: manage
    .input(z.strictObject({ listingId: z.uuid(), reference: z.string().trim().min(3).max(80).nullable() }))
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await verifyListing(ctx, input);
      return {};
    }),
  verifyTeam: manage
    .input(z.strictObject({ teamId: z.string().min(1).max(80), verified: z.boolean() }))
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await verifyTeam(ctx, input);
      return {};
    }),
  teams: manage
    .input(z.strictObject({ query: z.string().trim().max(80).default("") }))
    .output(z.array(PlatformTeamDto))
    .query(({ ctx, input }) => listTeams(ctx, input.query)),
  flags: manage.output(PlatformFlagsDto).query(({ ctx }) => getFlags(ctx)),
  setFlags: manage
    .input(PlatformFlags)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await setFlags(ctx, input);
      return {};
    }),
  audit: manage
    .input(AuditQuery)
    .output(z.array(AuditFindDto))
    .query(({ ctx, input }) => searchAudit(ctx, input)),
});
