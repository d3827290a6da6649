import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { expect, type Page, test } from "playwright/test";
import { readRun } from "./fixtures/run-record.ts";
import { Studio } from "./fixtures/studio.ts";
import { workerProcesses } from "./fixtures/worker-process.ts";

// With the motion that all other tests do without.
test.use({ contextOptions: { reducedMotion: "no-preference" } });

const FINGERPRINT = /^[0-9a-f]{32}$/;

async function enter(page: Page, as: "demo" | "second"): Promise<void> {
  await page.goto("/");
  await page
    .getByRole("button", { name: `Enter as ${as} trader` })
    .first()
    .click();
  await page.waitForURL("**/home");
}

/** Opens the SMA cross, adds an average by hand, and returns the fingerprint that the browser computed. */
async function buildStrategy(page: Page): Promise<string> {
  await page.getByRole("link", { name: "Templates" }).first().click();
  await expect(page.getByRole("article")).not.toHaveCount(0);
  const card = page.getByRole("article").filter({ hasText: "SMA cross" });
  await card.getByRole("button", { name: "Open in canvas" }).click();
  const studio = new Studio(page);
  await studio.isReady();
  const wires = await studio.edges().count();

  await test.step("an illegal connection is refused with a reason", async () => {
    const reason = await studio.tryWire(studio.port("price", "close"), studio.port("buy", "when"));
    expect(reason).toContain("This input takes an event, and this output gives a number");
    await expect(studio.edges()).toHaveCount(wires);
  });

  await test.step("a node from the palette is wired in the place of another, and changed", async () => {
    const canvas = await page.getByTestId("canvas").boundingBox();
    if (!canvas) throw new Error("there is no canvas");
    const added = await studio.dragFromPalette("indicator.ema", {
      x: canvas.x + canvas.width * 0.42,
      y: canvas.y + 90,
    });
    await studio.drawWire(studio.port("price", "close"), studio.port(added, "source"));
    await studio.drawWire(studio.port(added, "value"), studio.port("up", "a"));
    await expect(studio.edges()).toHaveCount(wires + 1);
    await studio.node(added).click();
    const length = page.getByTestId("inspector").getByTestId("param-length");
    await length.fill("12");
    await length.press("Enter");
    await expect(studio.node(added)).toContainText("EMA 12");
    await studio.isSaved();
  });
  return studio.previewFingerprint();
}

/** Runs the backtest and reads its page. */
async function backtest(page: Page, previewed: string): Promise<void> {
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.waitForURL("**/backtests/*");
  const fingerprint = page.getByText(FINGERPRINT);
  await expect(fingerprint.first()).toBeVisible({ timeout: 30_000 });
  expect(await fingerprint.first().innerText(), "the browser and the worker agree to the last bit").toBe(previewed);
  await expect(page.getByText("Buy and hold").first()).toBeVisible();
  await expect(page.getByText(/Drawdown/).first()).toBeVisible();
  const sharpe = page.getByText("Sharpe ratio").first();
  await sharpe.hover();
  await expect(
    page
      .getByRole("tooltip")
      .filter({ hasText: /deviation/i })
      .first(),
  ).toBeVisible();
  await expect(page.getByRole("row").nth(5)).toBeVisible();
}

/** Runs the saved draft of a strategy on the command line and returns its fingerprint. */
async function commandLineFingerprint(page: Page, strategyId: string, file: string): Promise<string> {
  const input = encodeURIComponent(JSON.stringify({ id: strategyId }));
  const answer = await page.request.get(`/api/trpc/strategies.get?input=${input}`);
  const { result } = (await answer.json()) as { result: { data: { draft: unknown } } };
  writeFileSync(file, JSON.stringify(result.data.draft));
  const output = execFileSync(
    process.execPath,
    ["scripts/quantloom.js", "backtest", file, "--data", "sp500-daily", "--json"],
    {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  return (JSON.parse(output) as { fingerprint: string }).fingerprint;
}

/** Puts the strategy's latest version into a new basket and publishes it; returns the listing's title. */
async function publishBasket(page: Page): Promise<string> {
  const title = `Crossing averages ${Date.now() % 1_000_000}`;
  await page.getByRole("link", { name: "Baskets" }).first().click();
  await page.getByRole("button", { name: "New basket" }).first().click();
  await page.getByLabel("Name").fill(title);
  await page.getByRole("button", { name: "Create" }).click();
  await page.waitForURL("**/baskets/*");
  await page.getByRole("button", { name: "Add strategy" }).first().click();
  await page.getByRole("button", { name: "Add to the basket" }).click();
  await page.getByRole("button", { name: "Save as a new version" }).click();
  await page
    .getByRole("button", { name: /^Publish/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Title").fill(title);
  await dialog
    .getByLabel("Rationale")
    .fill("Averages follow trends that last for weeks. It loses a little in markets without direction.");
  await expect(dialog.getByRole("list", { name: "Checks before publishing" }).getByLabel("Passed")).toHaveCount(4);
  await dialog.getByRole("button", { name: "Publish to the marketplace" }).click();
  await page.waitForURL("**/marketplace/*");
  // The platform's own backtest arrives by itself, risk before return; its record is verified in the browser.
  await expect(page.getByRole("heading", { name: "Return" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Verify the record" }).click();
  await expect(page.getByText("1 mark holds, computed again by this browser.")).toBeVisible();
  return title;
}

/** Subscribes to a listing as a reader would, and returns the id of the run. */
async function subscribe(page: Page, title: string): Promise<string> {
  await page.getByRole("link", { name: "Marketplace" }).first().click();
  await page.getByRole("link", { name: title }).first().click();
  await page.getByRole("button", { name: "Subscribe" }).click();
  await page.getByRole("button", { name: "Subscribe and run on paper" }).click();
  await page.waitForURL("**/subscriptions/*");
  await page.getByRole("region", { name: "Members" }).getByRole("link").first().click();
  await page.waitForURL("**/runs/*");
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

test("from a template to a paper run that survives the death of its worker", async ({ page, browser }, testInfo) => {
  test.setTimeout(300_000);
  await enter(page, "demo");
  const previewed = await test.step("build", () => buildStrategy(page));
  expect(previewed).toMatch(FINGERPRINT);
  const strategyId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await test.step("backtest", () => backtest(page, previewed));
  await test.step("the command line computes the same, to the last bit", async () => {
    expect(await commandLineFingerprint(page, strategyId, testInfo.outputPath("strategy.json"))).toBe(previewed);
  });
  const title = await test.step("publish", () => publishBasket(page));

  const other = await browser.newContext();
  const reader = await other.newPage();
  await enter(reader, "second");
  const runId = await test.step("subscribe", () => subscribe(reader, title));
  const subscribed = Date.now();
  await expect(reader.getByText("Synthetic").first()).toBeVisible();

  await test.step("decisions, orders, fills and profit appear by themselves within a minute", async () => {
    // One clock over all of it, from the moment of subscribing.
    const left = () => Math.max(1, subscribed + 60_000 - Date.now());
    await expect(
      reader.getByRole("list", { name: "Decisions, the latest first" }).getByRole("listitem").first(),
    ).toBeVisible({ timeout: left() });
    await expect.poll(async () => (await readRun(reader, runId)).fills.length, { timeout: left() }).toBeGreaterThan(0);
    await reader.getByRole("tab", { name: "Fills" }).click();
    await expect(reader.getByText(/^Bought/).first()).toBeVisible();
    await reader.getByRole("tab", { name: "Orders" }).click();
    await expect(reader.getByText("filled").first()).toBeVisible();
  });

  await test.step("a killed worker is replaced, and nothing is doubled or lost", async () => {
    const before = await readRun(reader, runId);
    const [worker] = workerProcesses();
    if (worker === undefined) throw new Error("no worker is running");
    process.kill(worker, "SIGKILL");
    await expect.poll(() => workerProcesses().some((pid) => pid !== worker), { timeout: 30_000 }).toBe(true);
    const reached = before.decisions.length + 20;
    await expect
      .poll(async () => (await readRun(reader, runId)).decisions.length, { timeout: 90_000 })
      .toBeGreaterThan(reached);
    const after = await readRun(reader, runId);
    const sequences = after.decisions.map((decision) => decision.sequence).sort((a, b) => a - b);
    expect(sequences, "one decision for every event, without gap or repetition").toEqual(
      sequences.map((_, index) => sequences[0]! + index),
    );
    expect(new Set(after.orders.map((order) => order.clientOrderId)).size).toBe(after.orders.length);
    const filled = new Map<number, number>();
    for (const fill of after.fills) filled.set(fill.orderNumber, (filled.get(fill.orderNumber) ?? 0) + fill.quantity);
    const total = [...filled.values()].reduce((sum, quantity) => sum + quantity, 0);
    expect(total).toBe(after.orders.reduce((sum, order) => sum + order.filledQuantity, 0));
    expect(new Set(after.fills.map((fill) => `${fill.sequence}.${fill.ordinal}`)).size).toBe(after.fills.length);
  });

  await test.step("stop", async () => {
    await reader.getByRole("button", { name: "Stop", exact: true }).click();
    await reader.getByRole("alertdialog").getByRole("button", { name: /stop$/i }).click();
    await expect(reader.getByText(/closed/i).first()).toBeVisible({ timeout: 30_000 });
  });

  await test.step("the bell has told of it, and what it tells can be chosen", async () => {
    const bell = reader.getByRole("link", { name: /^Alerts/ });
    await expect(bell).toHaveAccessibleName(/\d+ unread/);
    await bell.click();
    const alerts = reader.getByRole("list", { name: "Alerts" });
    await expect(alerts.getByText(`Stopped: ${title}`)).toBeVisible();
    await reader.getByRole("button", { name: "Mark all as read" }).click();
    await expect(bell).not.toHaveAccessibleName(/unread/);
    await reader.getByRole("link", { name: "Choose alerts" }).click();
    const stopped = reader.getByRole("switch", { name: "A run was stopped: in the app" });
    await stopped.click();
    await expect(stopped).not.toBeChecked();
    await bell.click();
    await expect(alerts.getByText(`Started: ${title}`)).toBeVisible();
    await expect(alerts.getByText(`Stopped: ${title}`)).toBeHidden();
  });
  await other.close();
});
