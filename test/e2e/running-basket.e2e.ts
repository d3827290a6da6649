import { expect, test } from "playwright/test";
import { enterDemo } from "./fixtures/enter-demo.ts";
import { expectNoFindings, expectNoSideways } from "./fixtures/find-barriers.ts";

// In a file of its own, after others: what it waits for takes the product a while, in which other tests run.
test("a basket that runs: no serious accessibility finding @touch", async ({ page }) => {
  test.setTimeout(240_000);
  await enterDemo(page);
  // the demo's own subscription begins once its basket was backtested and published, a minute or two after the first start
  const first = async (): Promise<string | undefined> => {
    const answer = await page.request.get("/api/trpc/subscriptions.list");
    return ((await answer.json()) as { result: { data: readonly { id: string }[] } }).result.data[0]?.id;
  };
  await expect.poll(first, { timeout: 200_000 }).toBeDefined();
  await page.goto(`/subscriptions/${await first()}`);
  // its members move with every bar, so the network is never idle
  await expect(page.getByRole("region", { name: "Members", exact: true })).toBeVisible();
  await expectNoFindings(page, "a basket that runs");
  await expectNoSideways(page, "a basket that runs");
});
