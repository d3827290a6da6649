import { z } from "zod";
import { ComparisonDto } from "../features/backtests/compare/compare-dto.ts";
import { MarkBacktest } from "../features/backtests/dto.ts";
import { exportResponse } from "../features/backtests/export/export-response.ts";
import { exportFiles } from "../features/backtests/export/export-result.ts";
import { TeamQueueDto } from "../features/jobs/dto.ts";
import { SweepDto, SweepLineDto, SweepRequest } from "../features/sweeps/dto.ts";
import { defineFileRoute, defineRoute, type Route } from "./define-route.ts";

const ByUuid = z.strictObject({ id: z.uuid().meta({ description: "The id from a list." }) });
const Nothing = z.strictObject({});

/** Sweeps, what people write on results, and the queue. */
export const workRoutes: readonly Route[] = [
  defineRoute({
    method: "GET",
    path: "/comparison",
    id: "compareBacktests",
    summary: "Two to five results side by side: every statistic, and what each graph changed in the first one.",
    scope: "backtests:read",
    input: z.strictObject({ ids: z.string().meta({ description: "Ids of results, with commas between them." }) }),
    output: ComparisonDto,
    status: 200,
    call: (caller, { ids }) => caller.backtests.compare({ ids: ids.split(",") }),
  }),
  defineFileRoute({
    path: "/backtests/{id}/exports/{file}",
    id: "exportBacktest",
    summary: "A result as a file; report.pdf where this installation has a Chromium.",
    scope: "backtests:read",
    permission: "backtest.read",
    mediaTypes: ["text/html", "application/pdf", "text/csv", "application/json"],
    input: ByUuid.extend({ file: z.enum(exportFiles) }),
    send: (context, { id, file }) => exportResponse(context, id, file),
  }),
  defineRoute({
    method: "POST",
    path: "/backtests/{id}/mark",
    id: "markBacktest",
    summary: "Writes note, tags or the border of out-of-sample data on a result; what is left out stays.",
    scope: "backtests:run",
    input: MarkBacktest,
    output: Nothing,
    status: 200,
    call: (caller, input) => caller.backtests.mark(input),
  }),
  defineRoute({
    method: "POST",
    path: "/backtests/{id}/cancel",
    id: "cancelBacktest",
    summary: "Cancels a backtest that waits or runs.",
    scope: "backtests:run",
    input: ByUuid,
    output: Nothing,
    status: 200,
    call: (caller, input) => caller.backtests.cancel(input),
  }),
  defineRoute({
    method: "POST",
    path: "/sweeps",
    id: "runSweep",
    summary: "Runs a strategy with many values of its knobs: every one of a grid, or points at random.",
    scope: "backtests:run",
    input: SweepRequest,
    output: z.object({ sweepId: z.uuid(), points: z.int() }),
    status: 202,
    call: (caller, input) => caller.sweeps.run(input),
  }),
  defineRoute({
    method: "GET",
    path: "/sweeps",
    id: "listSweeps",
    summary: "The team's sweeps, newest first.",
    scope: "backtests:read",
    input: z.strictObject({ strategyId: z.uuid().optional() }),
    output: z.array(SweepLineDto),
    status: 200,
    call: (caller, input) => caller.sweeps.list(input),
  }),
  defineRoute({
    method: "GET",
    path: "/sweeps/{id}",
    id: "getSweep",
    summary: "One sweep: its plan, how far it is, and the best point so far.",
    scope: "backtests:read",
    input: ByUuid,
    output: SweepDto,
    status: 200,
    call: (caller, input) => caller.sweeps.get(input),
  }),
  defineRoute({
    method: "POST",
    path: "/sweeps/{id}/open",
    id: "openSweepPoint",
    summary: "Runs a point of a sweep as a full backtest, on the bars that the sweep saw.",
    scope: "backtests:run",
    input: ByUuid.extend({ point: z.int().min(0) }),
    output: z.object({ backtestId: z.uuid() }),
    status: 202,
    call: (caller, input) => caller.sweeps.open(input),
  }),
  defineRoute({
    method: "POST",
    path: "/sweeps/{id}/cancel",
    id: "cancelSweep",
    summary: "Cancels a sweep that waits or runs; what was run stays.",
    scope: "backtests:run",
    input: ByUuid,
    output: Nothing,
    status: 200,
    call: (caller, input) => caller.sweeps.cancel(input),
  }),
  defineRoute({
    method: "GET",
    path: "/queue",
    id: "getQueue",
    summary: "What runs and waits of the team, with progress and place, and how much of it may.",
    scope: "backtests:read",
    input: Nothing,
    output: TeamQueueDto,
    status: 200,
    call: (caller) => caller.jobs.queue(),
  }),
];
