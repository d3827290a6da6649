import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { BacktestDto, BacktestLineDto, BacktestRequest } from "./dto.ts";
import {
  cancelBacktest,
  getBacktest,
  getBacktestJson,
  getBacktestSeries,
  listTeamBacktests,
  runBacktestOf,
} from "./service.ts";
import { StoredReport, StoredTrades } from "./stored-report.ts";

const ById = z.strictObject({ id: z.uuid() });
const read = permitted("backtest.read");

// series, trades and report have no output schema: they are long, and were written by the engine of this very code base.
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
    .output(z.array(BacktestLineDto))
    .query(({ ctx, input }) => listTeamBacktests(ctx, input)),
  series: read.input(ById).query(({ ctx, input }) => getBacktestSeries(ctx, input.id)),
  trades: read
    .input(ById)
    .query(async ({ ctx, input }) => ({ trades: StoredTrades.parse(await getBacktestJson(ctx, input.id, "trades")) })),
  report: read
    .input(ById)
    .query(async ({ ctx, input }) => StoredReport.parse(await getBacktestJson(ctx, input.id, "report"))),
  cancel: permitted("backtest.run")
    .input(ById)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await cancelBacktest(ctx, input.id);
      return {};
    }),
});
