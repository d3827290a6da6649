import { combineCurves } from "@/graph-runtime/analytics/portfolio/combine-curves.ts";
import { portfolioReport } from "@/graph-runtime/analytics/portfolio/portfolio-report.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { isoDate } from "@/graph-runtime/core/time.ts";
import type { Database } from "../../db/client.ts";
import { findVersionDocuments } from "../../db/repositories/baskets.ts";
import { beginTest, endTest, type PortfolioTestRow } from "../../db/repositories/portfolio-tests.ts";
import { AppError } from "../../errors/app-error.ts";
import { publish } from "../../events/publish.ts";
import { type BacktestCompute, backtestOnce, historiesBefore } from "../backtests/service.ts";
import { describeSnapshot } from "../datasets/service.ts";
import type { ComputeTogether } from "./compute-together.ts";
import { type KeptRule, keptRule, TestMember, TestResult, TestSettings } from "./dto.ts";
import { watchTest } from "./watch-test.ts";

type Surroundings = {
  readonly compute: BacktestCompute;
  readonly together: ComputeTogether;
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
  if (test.cancelRequestedAt !== null) {
    await cancelTest(db, id);
    return null;
  }
  const watch = watchTest(db, id, surroundings.reportProgress);
  try {
    const signal = AbortSignal.any([surroundings.signal, watch.cancelled]);
    const { compute: alone, together } = surroundings;
    const result = await compute(db, test, { compute: alone, together, signal, reach: watch.reach });
    // What is stored is read by schema again: a NaN must not become null unseen.
    const stored = TestResult.parse(JSON.parse(JSON.stringify(result)));
    if (await endTest(db, id, { status: "succeeded", result: stored })) await tellEnd(db, id, "succeeded");
    return test;
  } catch (error) {
    // A worker that stops leaves the test to the next one; only the user's wish ends it.
    if (!watch.cancelled.aborted || surroundings.signal.aborted) throw error;
    await cancelTest(db, id);
    return null;
  } finally {
    await watch.end();
  }
}

/** Ends a test that nobody wants any more. */
export async function cancelTest(db: Database, id: string): Promise<void> {
  if (await endTest(db, id, { status: "cancelled" })) await tellEnd(db, id, "cancelled");
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

type Computing = Pick<Surroundings, "compute" | "together" | "signal"> & { readonly reach: (share: number) => void };

async function compute(
  db: Database,
  test: PortfolioTestRow,
  { compute: run, together, signal, reach }: Computing,
): Promise<TestResult> {
  const settings = TestSettings.parse(test.settings);
  const { capital, members } = settings;
  const kept = keptRule(settings);
  const steps = members.length * (kept === null ? 1 : 2) + 1;
  const documents = await findVersionDocuments(
    db,
    members.map((member) => member.strategyVersionId),
  );
  const runs = [];
  for (const [index, member] of members.entries()) {
    const document = documents.find((found) => found.id === member.strategyVersionId)?.document;
    const request = { document, data: member, until: test.until?.getTime() ?? null };
    const onProgress = (share: number): void => reach((index + share) / steps);
    const done = await backtestOnce(db, request, { compute: run, signal, onProgress });
    const { program } = compile(document);
    if (program === null) throw new Error(`${member.name} ran and does not compile`);
    runs.push({ member, document, ...done, settings: program.settings });
  }
  const [first] = runs;
  if (first === undefined) throw new Error("a test has no members");
  const onProgress = (share: number): void => reach((members.length * (1 + share)) / steps);
  const { run: combined, reached } =
    kept === null
      ? { run: combineCurves(runs, { ...settings, weights: members.map(({ weight }) => weight) }), reached: [] }
      : await runKept(db, test, { kept, capital, runs, together, hooks: { signal, onProgress } });
  const instruments = runs.flatMap((one) => one.instruments);
  const report = portfolioReport(combined, { capital, instruments, settings: first.settings });
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
    reached: reached.map(({ time, kind, reason }) => ({ day: isoDate(time), kind, reason })),
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
          critique: TestMember.shape.critique.parse(summary.critique),
          contribution: report.contribution[index] ?? 0,
        };
      }),
    ),
  };
}

type Kept = {
  readonly kept: KeptRule;
  readonly capital: number;
  readonly runs: readonly { readonly member: TestSettings["members"][number]; readonly document: unknown }[];
  readonly together: ComputeTogether;
  readonly hooks: Parameters<ComputeTogether>[1];
};

/** Members that share limits or money have to be run once more, all of them in step. */
async function runKept(db: Database, test: PortfolioTestRow, { kept, capital, runs, together, hooks }: Kept) {
  const until = test.until?.getTime() ?? null;
  const members = [];
  for (const { member, document } of runs) {
    members.push({ document, weight: member.weight, ...(await historiesBefore(db, member, until)) });
  }
  const outcome = await together({ rule: kept, capital, members }, hooks);
  if (outcome.status === "cancelled") throw new AppError("unavailable", { message: "The worker was stopped." });
  return outcome;
}
