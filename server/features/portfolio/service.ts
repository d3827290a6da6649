import { recordForTeam } from "../../audit/record.ts";
import type { Transaction } from "../../db/client.ts";
import { recordJob } from "../../db/repositories/job-records.ts";
import {
  findTeamTest,
  findTestOfListing,
  insertPortfolioTest,
  type NewTest,
  type PortfolioTestRow,
  requestTestCancel,
} from "../../db/repositories/portfolio-tests.ts";
import { AppError } from "../../errors/app-error.ts";
import { log } from "../../log.ts";
import { deliverer } from "../../queue/deliver.ts";
import { askForJob, endWaiting, handOver } from "../../queue/team-jobs.ts";
import type { Context } from "../../trpc/context.ts";
import { type PlatformTest, PortfolioTestDto, TestResult, TestSettings } from "./dto.ts";
import { cancelTest } from "./execute-test.ts";
import { withoutWordsOfNodes } from "./words-of-nodes.ts";

/** Asks for a test within a transaction; deliver it when that has ended. */
export async function queuePortfolioTest(
  tx: Transaction,
  test: Omit<NewTest, "settings"> & { readonly settings: TestSettings },
): Promise<string> {
  const id = await insertPortfolioTest(tx, test);
  const job = { name: "portfolio.test", key: id, payload: { version: 1, testId: id } } as const;
  // What the platform tests by itself is nobody's turn.
  if ("teamId" in test.subject) await askForJob(tx, { ...job, teamId: test.subject.teamId });
  else await recordJob(tx, job);
  return id;
}

/** Gives the workers the next test of a team. */
export async function handOverTests({ db, team }: Context): Promise<void> {
  await handOver(db, deliverer(), "portfolio.test", team.id);
}

/** Delivers a test of the platform's own. The job is recorded already: a delivery that fails is made up for by the maintenance sweep. */
export async function deliverPortfolioTest(testId: string): Promise<void> {
  try {
    await deliverer().deliver("portfolio.test", { version: 1, testId }, { id: testId });
  } catch (error) {
    log().warn({ err: error, testId }, "test not delivered yet");
  }
}

export async function requireTest({ db, team }: Context, id: string): Promise<PortfolioTestDto> {
  const row = await findTeamTest(db, team.id, id);
  if (row === null) throw new AppError("not-found", { what: "test", id });
  const { result, ...test } = toTestDto(row);
  return { ...test, result: result && withoutWordsOfNodes(result) };
}

/** Cancels a test that is under way: at once while it waits, within moments while it runs. */
export async function cancelPortfolioTest(context: Context, id: string): Promise<void> {
  const { db, team } = context;
  const { status } = await requireTest(context, id);
  const before = await requestTestCancel(db, team.id, id);
  if (before === null) throw new AppError("not-possible-now", { message: `This test has already ended (${status}).` });
  await db.$transaction((tx) => recordForTeam(tx, context, "basket.test-cancelled", { testId: id }));
  if (before !== "queued") return;
  await cancelTest(db, id);
  await endWaiting(db, deliverer(), { name: "portfolio.test", key: id, teamId: team.id });
}

/** Returns the platform's test of a published version, whoever asks: its reader decides what of it may be shown. */
export async function testOfListing(db: Context["db"], listingVersionId: string): Promise<PlatformTest | null> {
  const row = await findTestOfListing(db, listingVersionId);
  if (row === null) return null;
  const { status, ...test } = toTestDto(row);
  if (status === "cancelled") throw new Error(`the platform's test ${row.id} was cancelled`);
  return { ...test, status };
}

function toTestDto({ id, status, progress, settings, result, error, createdAt, finishedAt }: PortfolioTestRow) {
  return {
    id,
    status,
    progress,
    rule: TestSettings.parse(settings),
    result: result === null ? null : TestResult.parse(result),
    error: PortfolioTestDto.shape.error.parse(error),
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
