import { compile } from "@/graph-runtime/compiler/compile.ts";
import { type BasketVersionRow, findVersionDocuments } from "../../db/repositories/baskets.ts";
import { findEvidence } from "../../db/repositories/listings.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import { dataOfEvidence, defaultData } from "../backtests/service.ts";
import type { TestSettings } from "../portfolio/dto.ts";
import { BasketSettings } from "./dto.ts";

/** Returns everything that decides a basket's test: each member on the history of its newest backtest, or on one that fits. */
export async function describeTest(
  context: Context,
  { members, settings }: BasketVersionRow,
  capital: number,
): Promise<TestSettings> {
  const { db } = context;
  const versionIds = members.map((member) => member.strategyVersionId);
  const [documents, evidence] = await Promise.all([findVersionDocuments(db, versionIds), findEvidence(db, versionIds)]);
  const { allocation, rebalance, corridorPercent, limits } = BasketSettings.parse(settings);
  const described = [];
  for (const { strategyVersionId, name, weight } of members) {
    const { program, diagnostics } = compile(documents.find(({ id }) => id === strategyVersionId)?.document);
    if (program === null) {
      throw new AppError("graph-refused", {
        message: `"${name}" does not compile. Mend it and save a new version.`,
        diagnostics,
      });
    }
    const known = evidence.find((one) => one.versionId === strategyVersionId);
    const data = known === undefined ? await defaultData(context, program) : dataOfEvidence(known);
    described.push({ strategyVersionId, name, weight: Number(weight), ...data });
  }
  const rule = { method: allocation, schedule: rebalance, corridor: corridorPercent / 100, limits };
  return { capital, ...rule, members: described };
}
