import { z } from "zod";
import { DatasetDto } from "../features/datasets/dto.ts";
import { StrategyDto, StrategySummary } from "../features/strategies/dto.ts";
import { defineRoute, type Route } from "./define-route.ts";

const Nothing = z.strictObject({});
const ById = z.strictObject({ id: z.string().min(1).max(80).meta({ description: "The id from a list." }) });

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
];
