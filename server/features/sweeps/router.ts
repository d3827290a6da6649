import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { SweepDto, SweepLineDto, SweepRequest } from "./dto.ts";
import { cancelSweep, getSweep, listTeamSweeps, openPoint, runSweepOf } from "./service.ts";

const ById = z.strictObject({ id: z.uuid() });
const read = permitted("backtest.read");
const run = permitted("backtest.run");

// The figures of the points are columns, which server/http/result-doors.ts sends.
export const sweepsRouter = router({
  run: run
    .input(SweepRequest)
    .output(z.object({ sweepId: z.uuid(), points: z.int() }))
    .mutation(({ ctx, input }) => runSweepOf(ctx, input)),
  get: read
    .input(ById)
    .output(SweepDto)
    .query(({ ctx, input }) => getSweep(ctx, input.id)),
  list: read
    .input(z.strictObject({ strategyId: z.uuid().optional() }).default({}))
    .output(z.array(SweepLineDto))
    .query(({ ctx, input }) => listTeamSweeps(ctx, input)),
  open: run
    .input(ById.extend({ point: z.int().min(0) }))
    .output(z.object({ backtestId: z.uuid() }))
    .mutation(({ ctx, input }) => openPoint(ctx, input)),
  cancel: run
    .input(ById)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await cancelSweep(ctx, input.id);
      return {};
    }),
});
