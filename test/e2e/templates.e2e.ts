import { expect, type Page, test } from "playwright/test";
import { enterDemo } from "./fixtures/enter-demo.ts";

const cards = (page: Page) => page.getByRole("article");
const curves = (page: Page) => cards(page).getByRole("img", { name: /^Equity of / });

test("the gallery computes the curves of the templates that are in view, and no others @touch", async ({ page }) => {
  await enterDemo(page);
  await page.goto("/templates");
  await expect(cards(page).first().getByRole("img")).toBeVisible();
  const count = await cards(page).count();
  expect(count).toBeGreaterThan(20);
  expect(await curves(page).count()).toBeLessThan(count);
  await page.getByRole("radio", { name: "Built in" }).click();
  // what trades several instruments is run over the history of each
  for (const card of [cards(page).filter({ hasText: "Pairs" }).first(), cards(page).last()]) {
    await card.scrollIntoViewIfNeeded();
    await expect(card.getByRole("img")).toBeVisible();
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test("a template is found by words, tag and difficulty and opened, by keyboard alone", async ({ page }) => {
  await enterDemo(page);
  await page.goto("/templates");
  const search = page.getByRole("searchbox", { name: "Search templates" });
  await search.focus();
  await page.keyboard.type("stop loss band");
  await expect(cards(page)).toHaveCount(1);
  await expect(page.getByRole("heading", { name: "Bollinger band reversion" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("radio", { name: "All" })).toBeFocused();
  for (const level of ["Beginner", "Intermediate"]) {
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("radio", { name: level })).toBeFocused();
  }
  await page.keyboard.press("Space");
  await expect(page.getByText("No template fits all of this")).toBeVisible();
  await page.getByRole("button", { name: "Show every template" }).press("Enter");
  await page.getByRole("combobox", { name: "Tag" }).selectOption("seasonality");
  await expect(page.getByRole("status").filter({ hasText: "templates" })).toHaveText(/^2 of \d+ templates$/);
  await page.getByRole("combobox", { name: "Order" }).selectOption("nodes");
  await expect(cards(page).first()).toContainText("Turn of the month");
  await cards(page).first().getByRole("button", { name: "Open in canvas" }).press("Enter");
  await expect(page.getByTestId("canvas")).toBeVisible();
});

test("a template is backtested with one click, over the history of each instrument that it trades", async ({
  page,
}) => {
  await enterDemo(page);
  await page.goto("/templates");
  const card = cards(page).filter({ hasText: "Pairs" }).first();
  await card.getByRole("button", { name: "Backtest" }).click();
  await page.waitForURL("**/backtests/*");
  await expect(page.getByText(/^[0-9a-f]{32}$/).first()).toBeVisible({ timeout: 40_000 });
});

test("what is curated stands beside what is built in, with the platform's curve, and is tested with one click", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await enterDemo(page);
  const published = async () => {
    const answer = await page.request.get(`/api/trpc/marketplace.list?input=${encodeURIComponent('{"curated":true}')}`);
    return ((await answer.json()) as { result: { data: { items: unknown[] } } }).result.data.items.length;
  };
  await expect.poll(published, { timeout: 90_000 }).toBe(3);
  await page.goto("/templates");
  const card = cards(page).filter({ hasText: "Trend and reversion" });
  await expect(card).toContainText("Curated");
  await expect(card).toContainText("basket of 2");
  // a demo that was just started has yet to backtest and to publish its baskets
  await expect(card.getByRole("img", { name: /platform's backtest/ })).toBeVisible({ timeout: 90_000 });
  await page.getByRole("radio", { name: "Curated" }).click();
  await expect(cards(page)).toHaveCount(3);
  await page.getByRole("searchbox", { name: "Search templates" }).fill("opposite ideas");
  await expect(cards(page)).toHaveCount(1);
  await card.getByRole("button", { name: "Backtest" }).click();
  await page.waitForURL("**/baskets/*");
  await expect(page.getByRole("img", { name: "Simulated equity of the basket" })).toBeVisible({ timeout: 60_000 });
  // by the listing's rules, which its page names
  await expect(page.getByRole("combobox", { name: "Rebalanced" })).toHaveValue("monthly");
  await page.goto("/templates");
  await card.getByRole("link", { name: "See the listing" }).click();
  await expect(page.getByRole("heading", { name: "Rules of the basket" })).toBeVisible();
  await expect(page.getByText("Loss of a day that closes everything")).toBeVisible();
});
