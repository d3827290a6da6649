import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { DriftDto } from "./drift/drift-dto.ts";
import { readDrift } from "./drift/read-drift.ts";
import {
  DecisionDto,
  FillDto,
  KillRequest,
  MarkDto,
  MoveStopRequest,
  OrderDto,
  OrderEventDto,
  RunCommandRequest,
  RunDto,
  RunLineDto,
  RunMonitorDto,
  StartRunRequest,
  VenuesDto,
} from "./dto.ts";
import { kill, release } from "./kill.ts";
import { getMonitor, listOrderTimeline } from "./monitor.ts";
import { moveStop } from "./move-stop.ts";
import { readTrail } from "./order-trail.ts";
import {
  commandRun,
  getRun,
  listRunDecisions,
  listRunFills,
  listRunMarks,
  listRunOrders,
  listTeamRuns,
} from "./service.ts";
import { launchRun, listVenues, startRun } from "./start-run.ts";
import { TrailDto } from "./trail-dto.ts";

const ById = z.strictObject({ id: z.uuid() });
const PageOf = ById.extend({ cursor: z.int().optional() });
const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.int().nullable() });
const read = permitted("run.read");

export const runsRouter = router({
  list: read
    .input(z.strictObject({ subscriptionId: z.uuid().optional() }).default({}))
    .output(z.array(RunLineDto))
    .query(({ ctx, input }) => listTeamRuns(ctx, input)),
  get: read
    .input(ById)
    .output(RunDto)
    .query(({ ctx, input }) => getRun(ctx, input.id)),
  decisions: read
    .input(PageOf)
    .output(pageOf(DecisionDto))
    .query(({ ctx, input }) => listRunDecisions(ctx, input)),
  orders: read
    .input(PageOf)
    .output(pageOf(OrderDto))
    .query(({ ctx, input }) => listRunOrders(ctx, input)),
  fills: read
    .input(PageOf)
    .output(pageOf(FillDto))
    .query(({ ctx, input }) => listRunFills(ctx, input)),
  marks: read
    .input(ById)
    .output(z.array(MarkDto))
    .query(({ ctx, input }) => listRunMarks(ctx, input.id)),
  trail: read
    .input(PageOf)
    .output(TrailDto)
    .query(({ ctx, input }) => readTrail(ctx, input)),
  drift: read
    .input(ById)
    .output(DriftDto)
    .query(({ ctx, input }) => readDrift(ctx, input.id)),
  monitor: read
    .input(ById)
    .output(RunMonitorDto)
    .query(({ ctx, input }) => getMonitor(ctx, input.id)),
  orderTimeline: read
    .input(ById.extend({ number: z.int().nonnegative() }))
    .output(z.array(OrderEventDto))
    .query(({ ctx, input }) => listOrderTimeline(ctx, input)),
  venues: read.output(VenuesDto).query(({ ctx }) => listVenues(ctx)),
  start: permitted("run.trade")
    .input(StartRunRequest)
    .output(z.object({ runId: z.uuid() }))
    .mutation(({ ctx, input }) => startRun(ctx, input)),
  launch: permitted("run.trade")
    .input(ById)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await launchRun(ctx, input.id);
      return {};
    }),
  kill: permitted("run.trade")
    .input(KillRequest)
    .output(z.object({ runs: z.int() }))
    .mutation(({ ctx, input }) => kill(ctx, input)),
  release: permitted("broker.manage")
    .input(z.strictObject({ accountId: z.uuid(), confirm: z.literal("ALLOW") }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await release(ctx, input.accountId);
      return {};
    }),
  moveStop: permitted("run.trade")
    .input(MoveStopRequest)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await moveStop(ctx, input);
      return {};
    }),
  command: permitted("run.trade")
    .input(RunCommandRequest)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await commandRun(ctx, input);
      return {};
    }),
});
