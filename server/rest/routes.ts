import { z } from "zod";
import { BacktestDto, BacktestLineDto, BacktestRequest } from "../features/backtests/dto.ts";
import { DatasetDto } from "../features/datasets/dto.ts";
import { RunDto, RunLineDto } from "../features/runs/dto.ts";
import { StrategyDto, StrategySummary } from "../features/strategies/dto.ts";
import { defineRoute, type Route } from "./define-route.ts";

const Nothing = z.strictObject({});
const ById = z.strictObject({ id: z.string().min(1).max(80).meta({ description: "The id from a list." }) });

const ByUuid = z.strictObject({ id: z.uuid().meta({ description: "The id from a list." }) });

/** The public API. Everything here is a thin path over the procedure that the web app calls. */
export const routes: readonly Route[] = [
  defineRoute({
    method: "GET",
    path: "/strategies",
    id: "listStrategies",
    summary: "The team's strategies, last changed first.",
    scope: "strategies:read",
    input: Nothing,
    output: z.array(StrategySummary),
    status: 200,
    call: (caller) => caller.strategies.list(),
  }),
  defineRoute({
    method: "GET",
    path: "/strategies/{id}",
    id: "getStrategy",
    summary: "One strategy: its draft document and its versions.",
    scope: "strategies:read",
    input: ById,
    output: StrategyDto,
    status: 200,
    call: (caller, input) => caller.strategies.get(input),
  }),
  defineRoute({
    method: "GET",
    path: "/datasets",
    id: "listDatasets",
    summary: "The histories that a backtest can run on.",
    scope: "backtests:read",
    input: Nothing,
    output: z.array(DatasetDto),
    status: 200,
    call: (caller) => caller.datasets.list(),
  }),
  defineRoute({
    method: "POST",
    path: "/backtests",
    id: "runBacktest",
    summary: "Runs a strategy on a history. The same inputs asked for twice are computed once.",
    scope: "backtests:run",
    input: BacktestRequest,
    output: z.object({ backtestId: z.uuid(), versionId: z.uuid(), reused: z.boolean() }),
    status: 202,
    call: (caller, input) => caller.backtests.run(input),
  }),
  defineRoute({
    method: "GET",
    path: "/backtests",
    id: "listBacktests",
    summary: "The team's backtests, newest first.",
    scope: "backtests:read",
    input: z.strictObject({ strategyId: z.uuid().optional() }),
    output: z.array(BacktestLineDto),
    status: 200,
    call: (caller, input) => caller.backtests.list(input),
  }),
  defineRoute({
    method: "GET",
    path: "/backtests/{id}",
    id: "getBacktest",
    summary: "One backtest: its state, and once it has succeeded its figures with their definitions.",
    scope: "backtests:read",
    input: ByUuid,
    output: BacktestDto,
    status: 200,
    call: (caller, input) => caller.backtests.get(input),
  }),
  defineRoute({
    method: "GET",
    path: "/runs",
    id: "listRuns",
    summary: "The team's runs, newest first.",
    scope: "runs:read",
    input: z.strictObject({ subscriptionId: z.uuid().optional() }),
    output: z.array(RunLineDto),
    status: 200,
    call: (caller, input) => caller.runs.list(input),
  }),
  defineRoute({
    method: "GET",
    path: "/runs/{id}",
    id: "getRun",
    summary: "One run: its state, its last mark and its last decision.",
    scope: "runs:read",
    input: ByUuid,
    output: RunDto,
    status: 200,
    call: (caller, input) => caller.runs.get(input),
  }),
];
