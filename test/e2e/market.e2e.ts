import { expect, type Page, test } from "playwright/test";
import { enterDemo } from "./fixtures/enter-demo.ts";
import { expectNoFindings, expectNoSideways } from "./fixtures/find-barriers.ts";
import { call, read } from "./fixtures/procedures.ts";
import { quicken } from "./fixtures/quick-cross.ts";
import { standStillForAWeek } from "./fixtures/stand-still.ts";

const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };

type Strategy = { readonly id: string; readonly revision: number };

/** Backtests a strategy; returns the version that was tested. */
async function backtested(page: Page, { id, revision }: Strategy): Promise<string> {
  const request = { strategyId: id, revision, datasetId: "sp500-daily", parameters: {} };
  const made = await call<{ backtestId: string; versionId: string }>(page, "backtests.run", request);
  await expect
    .poll(async () => (await read<{ status: string }>(page, "backtests.get", { id: made.backtestId })).status)
    .toBe("succeeded");
  return made.versionId;
}

async function putInBasket(page: Page, basketId: string, versions: readonly string[]): Promise<void> {
  await call(page, "baskets.setMembers", {
    id: basketId,
    members: versions.map((strategyVersionId) => ({ strategyVersionId, weight: 1 })),
    settings: { limits: { maxDrawdownPercent: 50 }, rebalance: "weekly", corridorPercent: 0 },
  });
}

type Venues = { readonly accounts: readonly { readonly obstacle: string | null }[] };

test("a basket is published, run by somebody else, changed by its author, and left again", async ({
  page,
  browser,
}) => {
  test.setTimeout(360_000);
  const title = `Quick crosses ${Date.now() % 1_000_000}`;
  await enterDemo(page);
  const other = await browser.newContext();
  const reader = await other.newPage();
  await enterDemo(reader, "second");
  await call(reader, "brokers.linkSimulated", { broker: "alpaca" });
  const names = [`${title}, first`, `${title}, second`];
  const ids: string[] = [];
  for (const name of names)
    ids.push((await call<{ id: string }>(page, "strategies.create", { templateId: "sma-cross", name })).id);
  const [strategyId = "", otherId = ""] = ids;
  const tested = async (id: string, slow: number) => backtested(page, { id, revision: await quicken(page, id, slow) });
  const { id: basketId } = await call<{ id: string }>(page, "baskets.create", { name: title, description: "" });
  const steady = await tested(otherId, 7);
  await putInBasket(page, basketId, [await tested(strategyId, 5), steady]);

  await test.step("publish", async () => {
    await page.goto(`/baskets/${basketId}`);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Title").fill(title);
    await dialog
      .getByLabel("Rationale")
      .fill("Averages of a few bars follow each turn. It is made to be watched, not to earn.");
    await dialog.getByRole("button", { name: "Publish to the marketplace" }).click();
    await page.waitForURL("**/marketplace/*");
  });

  await test.step("somebody without an account verifies its record, and is barred by nothing", async () => {
    const anybody = await browser.newContext({ viewport: narrow });
    const visitor = await anybody.newPage();
    await visitor.goto(new URL(page.url()).pathname.replace("/marketplace/", "/records/"));
    await expect(visitor.getByText("1 mark holds: every hash was computed again in this browser.")).toBeVisible();
    await expectNoFindings(visitor, "the record");
    await expectNoSideways(visitor, "the record");
    await anybody.close();
  });

  await test.step("another user finds it and subscribes, one member on an account of their own", async () => {
    const isReady = async () => (await read<Venues>(reader, "runs.venues", {})).accounts.some((one) => !one.obstacle);
    await expect.poll(isReady, { timeout: 60_000 }).toBe(true);
    await reader.goto("/marketplace");
    await reader.getByRole("searchbox").fill(title);
    await reader.getByRole("link", { name: title }).first().click();
    await reader.getByRole("button", { name: "Subscribe" }).click();
    const dialog = reader.getByRole("dialog");
    await dialog.getByText("Where orders go: on paper").click();
    await expect(dialog.getByText(/logged in, its books agree with the broker's/).first()).toBeVisible();
    const choice = dialog.getByRole("combobox", { name: names[0] ?? "" });
    await choice.selectOption({ index: 1 });
    await expect(dialog.getByText("Where orders go: 1 of 2 to an account")).toBeVisible();
    await dialog.getByRole("button", { name: "Subscribe and run", exact: true }).click();
    await reader.waitForURL("**/subscriptions/*");
  });

  await test.step("it trades on paper in the synthetic market", async () => {
    const orders = reader.getByRole("region", { name: "Orders of all members, the latest first" });
    await expect(orders.getByText("filled").first()).toBeVisible({ timeout: 40_000 });
    await expect(reader.getByText("Below its highest equity")).toBeVisible();
  });

  await test.step("with a week, money goes back to the members' shares once they hold nothing", async () => {
    const heading = reader.getByRole("heading", { name: "Money between the members" });
    const money = reader.locator("section").filter({ has: heading });
    // A week may bring nothing: until both hold nothing, the member that lagged may have caught up. Then the next week does.
    const aWeekLater = async (): Promise<boolean> => {
      if (!(await money.getByText(/^Moved last/).isVisible()))
        await standStillForAWeek(reader.url().split("/").at(-1) ?? "");
      return await money.getByText(/^Moved last/).isVisible();
    };
    await expect.poll(aWeekLater, { intervals: [10_000], timeout: 120_000 }).toBe(true);
    for (const name of names) await expect(money.getByText(name)).toBeVisible();
  });

  await test.step("its author publishes another version", async () => {
    await putInBasket(page, basketId, [await tested(strategyId, 6), steady]);
    await page.goto(`/baskets/${basketId}`);
    await page.getByRole("button", { name: "Publish changes" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Publish/ })
      .last()
      .click();
    await page.waitForURL("**/marketplace/*");
  });

  await test.step("its page, with an offer on it, bars nobody, on a phone neither", async () => {
    await expect(reader.getByRole("button", { name: "Accept when flat" })).toBeVisible();
    for (const size of [wide, narrow]) {
      await reader.setViewportSize(size);
      await expectNoFindings(reader, "the subscription");
      await expectNoSideways(reader, "the subscription");
    }
    await reader.setViewportSize(wide);
  });

  await test.step("it is offered, accepted, and takes over once nothing is held", async () => {
    await reader.getByRole("button", { name: "Accept when flat" }).click();
    await expect(reader.getByText(/version 2, since/)).toBeVisible({ timeout: 40_000 });
  });

  await test.step("the reader unsubscribes", async () => {
    await reader.getByRole("button", { name: "Stop", exact: true }).click();
    await reader.getByRole("button", { name: "Flatten and stop" }).click();
    await expect(reader.getByText("Ended", { exact: true }).first()).toBeVisible();
  });
  await other.close();
});
