import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

export type TestStatus = "queued" | "running" | "succeeded" | "failed" | "cancelled";

export type PortfolioTestRow = {
  readonly id: string;
  readonly teamId: string | null;
  readonly basketVersionId: string | null;
  readonly listingVersionId: string | null;
  readonly until: Date | null;
  readonly settings: unknown;
  readonly status: TestStatus;
  readonly progress: number;
  readonly result: unknown;
  readonly error: unknown;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly cancelRequestedAt: Date | null;
};

const columns = {
  id: true,
  teamId: true,
  basketVersionId: true,
  listingVersionId: true,
  until: true,
  settings: true,
  status: true,
  progress: true,
  result: true,
  error: true,
  createdAt: true,
  finishedAt: true,
  cancelRequestedAt: true,
} satisfies Prisma.PortfolioTestSelect;

function toRow(found: Prisma.PortfolioTestGetPayload<{ select: typeof columns }>): PortfolioTestRow {
  return { ...found, status: found.status as TestStatus };
}

export type NewTest = {
  readonly subject:
    | { readonly teamId: string; readonly basketVersionId: string }
    | { readonly listingVersionId: string };
  readonly until: Date | null;
  readonly settings: Prisma.InputJsonObject;
  readonly createdBy: string;
};

export async function insertPortfolioTest(tx: Transaction, { subject, ...test }: NewTest): Promise<string> {
  const { id } = await tx.portfolioTest.create({ data: { ...test, ...subject }, select: { id: true } });
  return id;
}

/** Returns a test that its team may see. */
export async function findTeamTest(db: Queryable, teamId: string, id: string): Promise<PortfolioTestRow | null> {
  const row = await db.portfolioTest.findFirst({ where: { id, teamId }, select: columns });
  return row && toRow(row);
}

/** Returns the newest test of any version of a basket. */
export async function findTestOfBasket(db: Queryable, teamId: string, basketId: string): Promise<string | null> {
  const row = await db.portfolioTest.findFirst({
    where: { teamId, basketVersion: { basketId } },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** Returns the platform's own test of a published version. */
export async function findTestOfListing(db: Queryable, listingVersionId: string): Promise<PortfolioTestRow | null> {
  const row = await db.portfolioTest.findUnique({ where: { listingVersionId }, select: columns });
  return row && toRow(row);
}

/** Marks a test as begun and returns it; null where it has ended already. */
export async function beginTest(db: Queryable, id: string): Promise<PortfolioTestRow | null> {
  const [row] = await db.portfolioTest.updateManyAndReturn({
    where: { id, finishedAt: null },
    data: { status: "running" },
    select: columns,
  });
  return row === undefined ? null : toRow(row);
}

/** Marks the wish to cancel; returns the status before it, or null where the test has ended or is not there. */
export async function requestTestCancel(db: Queryable, teamId: string, id: string): Promise<TestStatus | null> {
  const [row] = await db.portfolioTest.updateManyAndReturn({
    where: { id, teamId, finishedAt: null },
    data: { cancelRequestedAt: new Date() },
    select: { status: true },
  });
  return (row?.status as TestStatus | undefined) ?? null;
}

/** Stores how far a test is; returns whether it should go on. */
export async function storeTestProgress(db: Queryable, id: string, progress: number): Promise<"continue" | "cancel"> {
  const [row] = await db.portfolioTest.updateManyAndReturn({
    where: { id, finishedAt: null },
    data: { progress },
    select: { cancelRequestedAt: true },
  });
  return row !== undefined && row.cancelRequestedAt === null ? "continue" : "cancel";
}

type TestOutcome =
  | { readonly status: "succeeded"; readonly result: object }
  | { readonly status: "failed"; readonly error: { readonly code: string; readonly message: string } }
  | { readonly status: "cancelled" };

/** Ends a test; returns false where it has ended already. */
export async function endTest(db: Queryable, id: string, outcome: TestOutcome): Promise<boolean> {
  const { count } = await db.portfolioTest.updateMany({
    where: { id, finishedAt: null },
    data: {
      status: outcome.status,
      finishedAt: new Date(),
      ...(outcome.status === "succeeded" ? { result: outcome.result as Prisma.InputJsonObject } : {}),
      ...(outcome.status === "failed" ? { error: outcome.error } : {}),
    },
  });
  return count === 1;
}
