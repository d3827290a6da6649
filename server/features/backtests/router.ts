import { z } from "zod";
import { checked } from "../../trpc/checked.ts";
import { permitted, router } from "../../trpc/init.ts";
import { CompareRequest, ComparisonDto } from "./compare/compare-dto.ts";
import { compareResults } from "./compare/compare-results.ts";
import { BacktestDto, BacktestLineDto, BacktestParts, BacktestRequest, MarkBacktest } from "./dto.ts";
import { availableExports, exportFiles } from "./export/export-result.ts";
import { markResult, partsOf } from "./marks.ts";
import { cancelBacktest, getBacktest, getBacktestReport, listTeamBacktests, runBacktestOf } from "./service.ts";
import { CreatedResultLink, CreateResultLink, ResultLinkDto, RevokeResultLink } from "./sharing/links-dto.ts";
import { createResultLink, linksOf, revokeLink } from "./sharing/result-links.ts";
import { StoredReport } from "./stored-report.ts";

const ById = z.strictObject({ id: z.uuid() });
const read = permitted("backtest.read");

// report has no output schema: it is long, and was written by the engine of this very code base. Series and trades are columns,
// which server/http/result-doors.ts sends.
export const backtestsRouter = router({
  run: permitted("backtest.run")
    .input(BacktestRequest)
    .output(z.object({ backtestId: z.uuid(), versionId: z.uuid(), reused: z.boolean() }))
    .mutation(({ ctx, input }) => runBacktestOf(ctx, input)),
  get: read
    .input(ById)
    .output(BacktestDto)
    .query(({ ctx, input }) => getBacktest(ctx, input.id)),
  list: read
    .input(z.strictObject({ strategyId: z.uuid().optional() }).default({}))
    .output(checked(z.array(BacktestLineDto)))
    .query(({ ctx, input }) => listTeamBacktests(ctx, input)),
  report: read.input(ById).query(async ({ ctx, input }) => StoredReport.parse(await getBacktestReport(ctx, input.id))),
  parts: read
    .input(ById)
    .output(BacktestParts.nullable())
    .query(({ ctx, input }) => partsOf(ctx, input.id)),
  mark: permitted("backtest.run")
    .input(MarkBacktest)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await markResult(ctx, input);
      return {};
    }),
  compare: read
    .input(CompareRequest)
    .output(ComparisonDto)
    .query(({ ctx, input }) => compareResults(ctx, input.ids)),
  exports: read.output(z.array(z.enum(exportFiles))).query(() => availableExports()),
  links: read
    .input(ById)
    .output(z.array(ResultLinkDto))
    .query(({ ctx, input }) => linksOf(ctx, input.id)),
  share: permitted("backtest.share")
    .input(CreateResultLink)
    .output(CreatedResultLink)
    .mutation(({ ctx, input }) => createResultLink(ctx, input)),
  unshare: permitted("backtest.share")
    .input(RevokeResultLink)
    .mutation(({ ctx, input }) => revokeLink(ctx, input.linkId)),
  cancel: permitted("backtest.run")
    .input(ById)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await cancelBacktest(ctx, input.id);
      return {};
    }),
});
