import type { ApiOutput } from "../trpc/context.ts";

export type RunDetail = ApiOutput["runs"]["get"];
export type RunMark = NonNullable<RunDetail["mark"]>;
export type RunDecision = NonNullable<RunDetail["lastDecision"]>;

export type StepNews = {
  readonly sequence: number | null;
  readonly status: string;
  readonly statusReason: string | null;
  readonly mark: RunMark | null;
  readonly decision: RunDecision | null;
  /** Whether orders or fills came or changed. */
  readonly hasOrders: boolean;
};

type Fields = { readonly [name: string]: unknown };

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function readTime(value: unknown): string | null {
  return isNumber(value) ? new Date(value).toISOString() : typeof value === "string" ? value : null;
}

function readPositions(value: unknown, symbols: readonly string[]): RunMark["positions"] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((position: unknown) => {
    if (!isFields(position)) return [];
    const { lane, quantity, averagePrice, lastPrice } = position;
    if (!isNumber(lane) || !isNumber(quantity) || !isNumber(averagePrice) || !isNumber(lastPrice)) return [];
    return [{ symbol: symbols[lane] ?? "", quantity, averagePrice, lastPrice }];
  });
}

function readMark(value: unknown, symbols: readonly string[]): RunMark | null {
  if (!isFields(value)) return null;
  const { sequence, equity, cash, unrealised, realised, fees } = value;
  const time = readTime(value["time"]);
  if (time === null || !isNumber(sequence) || !isNumber(equity) || !isNumber(cash)) return null;
  if (!isNumber(unrealised) || !isNumber(realised) || !isNumber(fees)) return null;
  const positions = readPositions(value["positions"], symbols);
  return { sequence, time, equity, cash, unrealised, realised, fees, positions };
}

function readValues(value: unknown): RunDecision["values"] {
  if (!isFields(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, figure]) => [name, isNumber(figure) ? figure : null]));
}

function readDecision(value: unknown): RunDecision | null {
  if (!isFields(value)) return null;
  const { sequence, action, reason } = value;
  const time = readTime(value["time"]);
  if (time === null || !isNumber(sequence) || typeof action !== "string" || typeof reason !== "string") return null;
  return { sequence, time, action, reason, values: readValues(value["values"]) };
}

/** Returns the news of a step of a run, or null where the payload is something else. */
export function readStep(payload: unknown, symbols: readonly string[]): StepNews | null {
  if (!isFields(payload) || typeof payload["status"] !== "string") return null;
  const { sequence, status, statusReason, fills, orders } = payload;
  return {
    sequence: isNumber(sequence) ? sequence : null,
    status: String(status),
    statusReason: typeof statusReason === "string" ? statusReason : null,
    mark: readMark(payload["mark"], symbols),
    decision: readDecision(payload["decision"]),
    hasOrders: [fills, orders].some((list) => Array.isArray(list) && list.length > 0),
  };
}
