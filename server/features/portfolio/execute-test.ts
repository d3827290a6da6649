import { portfolioReport } from "@/graph-runtime/analytics/portfolio/portfolio-report.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { isoDate } from "@/graph-runtime/core/time.ts";
import type { Database } from "../../db/client.ts";
import { findVersionDocuments } from "../../db/repositories/baskets.ts";
import { beginTest, endTest, type PortfolioTestRow, storeTestProgress } from "../../db/repositories/portfolio-tests.ts";
import { AppError } from "../../errors/app-error.ts";
import { publish } from "../../events/publish.ts";
import { type BacktestCompute, backtestOnce } from "../backtests/service.ts";
import { describeSnapshot } from "../datasets/service.ts";
import { TestResult, TestSettings } from "./dto.ts";

type Surroundings = {
  readonly compute: BacktestCompute;
  readonly signal: AbortSignal;
  readonly reportProgress: (share: number) => Promise<void>;
};

/** Computes a test of several members and stores what it found. Doing it twice gives the same; whoever is first stores it. */
export async function executePortfolioTest(
  db: Database,
  id: string,
  surroundings: Surroundings,
): Promise<PortfolioTestRow | null> {
  const test = await beginTest(db, id);
  if (test === null) return null;
  const result = await compute(db, test, surroundings);
  // What is stored is read by schema again: a NaN must not become null unseen.
  const stored = TestResult.parse(JSON.parse(JSON.stringify(result)));
  if (await endTest(db, id, { status: "succeeded", result: stored })) await tellEnd(db, id, "succeeded");
  return test;
}

/** Ends a test that will not be tried again. */
export async function failPortfolioTest(
  db: Database,
  id: string,
  error: { readonly code: string; readonly message: string },
): Promise<void> {
  if (await endTest(db, id, { status: "failed", error })) await tellEnd(db, id, "failed");
}

async function tellEnd(db: Database, id: string, status: string): Promise<void> {
  await publish(db, { topic: `test:${id}`, type: "finished", payload: { status } });
}

async function compute(
  db: Database,
  test: PortfolioTestRow,
  { compute: run, signal, reportProgress }: Surroundings,
): Promise<TestResult> {
  const settings = TestSettings.parse(test.settings);
  const { capital, members, method, schedule, corridor } = settings;
  const documents = await findVersionDocuments(
    db,
    members.map((member) => member.strategyVersionId),
  );
  const runs = [];
  for (const [index, member] of members.entries()) {
    const document = documents.find((found) => found.id === member.strategyVersionId)?.document;
    const request = { document, data: member, until: test.until?.getTime() ?? null };
    const done = await backtestOnce(db, request, { compute: run, signal, onProgress: () => undefined });
    const { program } = compile(document);
    if (program === null) throw new Error(`${member.name} ran and does not compile`);
    runs.push({ member, ...done, settings: program.settings });
    const share = (index + 1) / (members.length + 1);
    await storeTestProgress(db, test.id, share);
    await reportProgress(share);
    await publish(db, { topic: `test:${test.id}`, type: "progress", payload: { progress: share } });
  }
  const [first] = runs;
  if (first === undefined) throw new Error("a test has no members");
  const rule = { capital, weights: members.map(({ weight }) => weight), method, schedule, corridor };
  const instruments = runs.flatMap((one) => one.instruments);
  const report = portfolioReport(runs, rule, { instruments, settings: first.settings });
  if (report.day.length < 2) {
    const message = "The histories of the members do not overlap by two days: there is nothing to add up.";
    throw new AppError("data-missing", { message });
  }
  return {
    capital,
    days: Array.from(report.day, isoDate),
    equity: Array.from(report.equity, (money) => Math.round(money * 100) / 100),
    statistics: report.statistics.map((statistic) => ({ ...statistic })),
    lossDays: report.lossDays,
    correlation: report.correlation.map((row) => [...row]),
    worstDays: report.worstDays.map(({ day, total, members: parts }) => ({
      day: isoDate(day),
      total,
      members: [...parts],
    })),
    rebalances: report.rebalances.length - 1,
    lastWeights: [...(report.rebalances.at(-1)?.weights ?? [])],
    members: await Promise.all(
      runs.map(async ({ member, fingerprint, summary }, index) => {
        const [place] = member.lanes;
        const dataset = place && (await describeSnapshot(db, place.datasetId, place.snapshotId));
        return {
          name: member.name,
          weight: member.weight,
          datasetName: dataset?.name ?? "",
          synthetic: dataset?.synthetic ?? false,
          snapshotId: place?.snapshotId ?? "",
          fingerprint,
          statistics: summary.statistics,
          assumptions: summary.assumptions,
          critique: summary.critique,
          contribution: report.contribution[index] ?? 0,
        };
      }),
    ),
  };
}
