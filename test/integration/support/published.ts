import type { z } from "zod";
import { computeBacktest } from "@/server/features/backtests/compute-backtest.ts";
import { executeBacktest } from "@/server/features/backtests/execute-backtest.ts";
import { runBacktestOf } from "@/server/features/backtests/service.ts";
import { BasketSettings } from "@/server/features/baskets/dto.ts";
import { createBasket, setBasketMembers } from "@/server/features/baskets/service.ts";
import { computeTogether } from "@/server/features/portfolio/compute-together.ts";
import { PublishRequest } from "@/server/features/publishing/dto.ts";
import { publish } from "@/server/features/publishing/service.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import type { Context } from "@/server/trpc/context.ts";

/** What a worker does, in this process. */
export const around = {
  compute: async (input: Parameters<typeof computeBacktest>[0]) => computeBacktest(input, () => "continue"),
  together: async (input: Parameters<typeof computeTogether>[0]) => computeTogether(input, () => "continue"),
  signal: new AbortController().signal,
  reportProgress: async () => undefined,
};

/** Makes a strategy with one version that was really backtested on the bundled index. */
export async function backtested(
  context: Context,
  document: object,
): Promise<{ strategyId: string; versionId: string }> {
  const { id: strategyId } = await createStrategy(context, { document: document as never });
  const request = { strategyId, revision: 1, datasetId: "sp500-daily", parameters: {} };
  const { backtestId, versionId } = await runBacktestOf(context, request);
  await executeBacktest(context.db, backtestId, around);
  return { strategyId, versionId };
}

const words = {
  title: "Two crosses",
  rationale: "Trends persist for weeks; without one it loses a little.",
};

/** Publishes a basket of backtested strategies, in equal parts unless weights are given. */
export async function publishedBasket(
  context: Context,
  documents: readonly object[],
  {
    weights,
    settings = {},
    ...given
  }: {
    readonly weights?: readonly number[];
    readonly settings?: z.input<typeof BasketSettings>;
  } & Partial<Omit<PublishRequest, "target">> = {},
): Promise<{ listingId: string; basketId: string; versionIds: string[] }> {
  const versionIds: string[] = [];
  for (const document of documents) versionIds.push((await backtested(context, document)).versionId);
  const { id: basketId } = await createBasket(context, { name: given.title ?? words.title, description: "" });
  const members = versionIds.map((strategyVersionId, index) => ({ strategyVersionId, weight: weights?.[index] ?? 1 }));
  await setBasketMembers(context, { id: basketId, members, settings: BasketSettings.parse(settings) });
  const target = { kind: "basket" as const, basketId };
  const { listingId } = await publish(context, PublishRequest.parse({ ...words, ...given, target }));
  return { listingId, basketId, versionIds };
}

/** Publishes one backtested strategy by itself. */
export async function publishedStrategy(
  context: Context,
  document: object,
  given: Partial<Omit<PublishRequest, "target">> = {},
): Promise<{ listingId: string; strategyId: string; versionId: string }> {
  const made = await backtested(context, document);
  const target = { kind: "strategy" as const, strategyVersionId: made.versionId };
  const { listingId } = await publish(context, PublishRequest.parse({ ...words, ...given, target }));
  return { ...made, listingId };
}
