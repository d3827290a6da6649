import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "playwright/test";
import { enterDemo } from "./fixtures/enter-demo.ts";
import { productOrigin } from "./fixtures/product-origin.ts";
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

/** Runs the strategy of a result once more with other values of its knobs, as the API does. */
async function runAgain(page: Page, backtestId: string, parameters: Record<string, number>): Promise<string> {
  const input = encodeURIComponent(JSON.stringify({ id: backtestId }));
  const read = await (await page.request.get(`/api/trpc/backtests.get?input=${input}`)).json();
  const { strategyId, dataset } = read.result.data as { strategyId: string; dataset: { id: string } };
  const data = { strategyId, revision: 1, datasetId: dataset.id, parameters };
  const headers = { origin: productOrigin() };
  const asked = await (await page.request.post("/api/trpc/backtests.run", { data, headers })).json();
  return asked.result.data.backtestId as string;
}

test("a template becomes a result in two clicks, which is looked into, compared, exported and shown", async ({
  page,
  browser,
}) => {
  await enterDemo(page);
  await page.goto("/templates");
  await page.getByRole("article").first().getByRole("button", { name: "Open in canvas" }).click();
  await page.getByTestId("run-button").click();
  await hasResult(page);
  const result = new URL(page.url()).pathname;
  const first = result.split("/").at(-1) ?? "";
  const second = await runAgain(page, first, { fast: 12 });

  await test.step("a trade is scrubbed, and leads to its bar on the canvas", async () => {
    await page.getByRole("button", { name: "Show trade 1 on the chart" }).click();
    await expect(page.getByTestId("why-reading")).toContainText("equity");
    await expect(page.getByRole("link", { name: "Show on the canvas" })).toHaveAttribute("href", /bar=\d+/);
  });

  await test.step("it is exported as a page and as a tear sheet", async () => {
    for (const [name, start] of [
      ["Report, one page of HTML", "<!doctype html>"],
      ["Tear sheet, PDF", "%PDF-"],
    ] as const) {
      await page.getByRole("button", { name: "Export" }).click();
      const saving = page.waitForEvent("download");
      await page.getByRole("menuitem", { name }).click();
      const file = await readFile(await (await saving).path());
      expect(file.subarray(0, start.length).toString()).toBe(start);
    }
  });

  await test.step("a link shows it to a stranger until it is revoked", async () => {
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: "Share by a link" }).click();
    await page.getByTestId("create-share").click();
    const address = await page.getByTestId("share-link").inputValue();
    const stranger = await (await browser.newContext()).newPage();
    await stranger.goto(address);
    await expect(stranger.getByRole("heading", { name: "Returns by month" })).toBeVisible();
    await expect(stranger.getByText("Parameters")).toHaveCount(0);
    await page.getByRole("button", { name: /^Revoke the link/ }).click();
    await expect(page.getByTestId("share-row")).toHaveCount(0);
    await stranger.reload();
    await expect(stranger.getByRole("heading", { name: "This link does not work" })).toBeVisible();
    await stranger.context().close();
    await page.keyboard.press("Escape");
  });

  await test.step("it is compared with another run of it", async () => {
    await page.goto(`/backtests/compare?ids=${first},${second}`);
    await expect(page.getByRole("cell", { name: "fast", exact: true }).first()).toBeVisible();
    await expect(page.getByText("The same graph: the runs differ in parameters or data only")).toBeVisible();
  });

  await test.step("a change that its critique suggests is made on the canvas, and taken back", async () => {
    await page.goto(result);
    await page.getByRole("tab", { name: "Critique and assumptions" }).click();
    const critique = page.locator("section").filter({ has: page.getByRole("heading", { name: "Critique" }) });
    const change = critique.getByRole("link").first();
    const label = (await change.textContent()) ?? "";
    await change.click();
    await expect(page.getByText(`Applied: ${label}`)).toBeVisible();
    const undo = page.getByRole("button", { name: /^Undo/ });
    await undo.first().click();
    await expect(page.getByRole("button", { name: /^Redo/ }).first()).toBeEnabled();
  });
});
