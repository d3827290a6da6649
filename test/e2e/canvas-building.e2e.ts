import { expect, type Page, test } from "playwright/test";
import { enterDemo } from "./fixtures/enter-demo.ts";
import { StudioPage } from "./studio-page.ts";

const blank = { format: "quantloom.graph/1", name: "From blank", universe: ["SP500"] };
const mostMilliseconds = 60_000;

async function hasResult(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/backtests\/[0-9a-f-]+$/, { timeout: 30_000 });
  await expect(page.getByRole("heading").first()).toBeVisible();
}

test("an average cross is built from blank to a result by mouse in six nodes", async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open({ document: blank });
  const started = Date.now();
  await studio.dragKind("market.bars", "price bars", await studio.onCanvas(0.05, 0.4));
  await studio.dragKind("indicator.ema", "ema", await studio.onCanvas(0.35, 0.1));
  await studio.dragKind("indicator.ema", "ema", await studio.onCanvas(0.35, 0.6));
  await studio.drag(studio.port("bars", "close"), studio.port("ema", "source"));
  await studio.drag(studio.port("bars", "close"), studio.port("ema-2", "source"));
  await studio.node("ema-2").locator(".graph-node-title").click();
  await page.getByTestId("param-length").fill("40");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  // Pulled onto empty canvas, an edge offers what fits.
  await studio.drag(studio.port("ema", "value"), await studio.onCanvas(0.62, 0.3));
  await page.getByTestId("quick-add-search").fill("crosses");
  await page.keyboard.press("Enter");
  await expect(studio.node("crossover")).toBeVisible();
  await studio.drag(studio.port("ema-2", "value"), studio.port("crossover", "b"));
  await studio.drag(studio.port("crossover", "crossed"), await studio.onCanvas(0.8, 0.8));
  await page.getByTestId("quick-add-search").fill("enter");
  await page.keyboard.press("Enter");
  await expect(studio.edges()).toHaveCount(5);
  await expect(page.locator("[data-graph-node]")).toHaveCount(5);
  await studio.fingerprint();
  await page.getByTestId("run-button").click();
  await hasResult(page);
  expect(Date.now() - started).toBeLessThan(mostMilliseconds);
});

test("an average cross is built from blank to a result by touch at 390 px @touch-only", async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open({ document: blank });
  const started = Date.now();
  const add = async (search: string, kind: string): Promise<void> => {
    await page.getByTestId("outline-add").tap();
    await page.getByTestId("quick-add-search").fill(search);
    await page.getByTestId(`quick-add-item-${kind}`).tap();
  };
  /** Opens a node of the list, unless adding it has opened it. */
  const open = async (id: string): Promise<void> => {
    const heading = page.getByTestId(`outline-${id}`).locator("[data-outline-heading]");
    if ((await heading.getAttribute("aria-expanded")) === "false") await heading.tap();
  };
  await add("price bars", "market.bars");
  await add("ema", "indicator.ema");
  await add("ema", "indicator.ema");
  await open("ema-2");
  await page.getByTestId("connect-ema-2-source").selectOption("bars:close");
  await page.getByTestId("outline-ema-2").getByTestId("param-length").fill("40");
  await open("ema");
  await page.getByTestId("connect-ema-source").selectOption("bars:close");
  await add("crosses", "compare.crossover");
  await open("crossover");
  await page.getByTestId("connect-crossover-a").selectOption("ema:value");
  await page.getByTestId("connect-crossover-b").selectOption("ema-2:value");
  await add("enter", "order.enter");
  await open("enter");
  await page.getByTestId("connect-enter-when").selectOption("crossover:crossed");
  await expect(page.locator('[data-testid^="outline-"][class*="rounded-lg"]')).toHaveCount(5);
  await page.getByTestId("run-button").tap();
  await hasResult(page);
  expect(Date.now() - started).toBeLessThan(mostMilliseconds);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test("a template becomes a result in two clicks", async ({ page }) => {
  await enterDemo(page);
  await page.goto("/templates");
  await page.getByRole("article").first().getByRole("button", { name: "Open in canvas" }).click();
  await page.getByTestId("run-button").click();
  await hasResult(page);
});
