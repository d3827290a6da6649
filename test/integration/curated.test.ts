import { afterAll, beforeAll, expect, test } from "vitest";
import { executeBacktest } from "@/server/features/backtests/execute-backtest.ts";
import { curatedBaskets } from "@/server/features/curated/curated-baskets.ts";
import { seedCurated, tendCurated } from "@/server/features/curated/service.ts";
import { openPaperMarket } from "./support/paper-market.ts";
import { openPlatform, type Platform } from "./support/platform.ts";
import { around } from "./support/published.ts";

let platform: Platform;

beforeAll(async () => {
  platform = await openPlatform();
  await openPaperMarket(platform.db);
});
afterAll(() => platform.close());

test("the platform's own baskets come onto the marketplace by the checks of everybody, once", async () => {
  const { db } = platform;
  await seedCurated(db);
  await seedCurated(db);
  expect(await db.basket.count()).toBe(curatedBaskets.length);
  expect(await db.listing.count(), "inputs alone publish nothing").toBe(0);
  await tendCurated(db, { isDemo: false });
  const wanted = await db.backtest.findMany({ where: { status: "queued" }, select: { id: true } });
  expect(wanted).toHaveLength(curatedBaskets.flatMap(({ members }) => members).length);
  await tendCurated(db, { isDemo: false });
  expect(await db.backtest.count(), "what is asked for already is not asked for again").toBe(wanted.length);
  for (const { id } of wanted) await executeBacktest(db, id, around);
  await tendCurated(db, { isDemo: false });
  await tendCurated(db, { isDemo: false });
  const listings = await db.listing.findMany({ select: { title: true, curatedAt: true, disclosure: true } });
  expect(listings.map(({ title }) => title).sort()).toEqual(curatedBaskets.map(({ name }) => name).sort());
  expect(listings.every(({ curatedAt, disclosure }) => curatedAt !== null && disclosure === "open")).toBe(true);
  expect(await db.run.count({ where: { listingVersionId: { not: null } } }), "each member has a twin").toBe(
    wanted.length,
  );
});
