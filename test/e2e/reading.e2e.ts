import { readFileSync } from "node:fs";
import axe from "axe-core";
import { expect, type Page, test } from "playwright/test";
import { enterDemo } from "./fixtures/enter-demo.ts";
import { StudioPage } from "./studio-page.ts";

const blank = { format: "quantloom.graph/1", name: "From blank", universe: ["SP500"] };

async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ["violations"],
    });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
}

test.describe("starting", () => {
  test("a sentence says what it did not understand, and becomes a strategy that runs", async ({ page }) => {
    await enterDemo(page);
    await page.goto("/strategies");
    await page.getByRole("link", { name: "New strategy" }).first().click();
    const sentence = page.getByTestId("sentence");
    await sentence.fill("Buy when the moon is full");
    await expect(page.getByTestId("not-understood")).toHaveText("Not understood: when, moon, is, full");
    await sentence.fill("Buy when the 10 day average crosses above the 30 day, sell on the reverse, stop 5 %");
    await expect(page.getByText("Every word was understood.")).toBeVisible();
    const understood = page.getByTestId("understood");
    await expect(understood).toContainText("SMA 10 of close crosses below SMA 30 of close");
    await expect(understood).toContainText("Stop loss 5 % from the entry price.");
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByTestId("create-from-sentence").click();
    const studio = new StudioPage(page);
    await expect(studio.node("sma-10")).toBeVisible({ timeout: 30_000 });
    await studio.fingerprint();
    await studio.saved();
    await page.getByTestId("run-button").click();
    await expect(page).toHaveURL(/\/backtests\/[0-9a-f-]+$/, { timeout: 30_000 });
  });

  test("a blank canvas shows the way in three steps @touch", async ({ page }) => {
    await enterDemo(page);
    await page.goto("/strategies/new");
    await page.getByRole("button", { name: "Open a blank canvas" }).click();
    await expect(page.getByTestId("studio")).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/Build your first rule|No blocks yet/)).toBeVisible();
  });
});

test.describe("reading", () => {
  test("numbers are edited in the sentence, refused in words, and undone", async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    const first = await studio.fingerprint();
    await page.getByRole("tab", { name: "In words" }).click();
    const fast = page.getByTestId("sentence-fast-length").first();
    await expect(fast).toHaveValue("10");
    await fast.fill("0");
    await expect(page.getByRole("alert").filter({ hasText: "Must be 2 or more." })).toBeVisible();
    await fast.fill("25");
    await fast.press("Enter");
    await expect(studio.node("fast")).toContainText("SMA 25");
    // the same average stands in both sentences
    await expect(page.getByTestId("sentence-fast-length").nth(1)).toHaveValue("25");
    await fast.press("ArrowUp");
    await expect(studio.node("fast")).toContainText("SMA 26");
    expect(await seriousFindings(page)).toEqual([]);
    await fast.blur();
    await studio.node("fast").locator(".graph-node-title").click();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect(studio.node("fast")).toContainText("SMA 10");
    await page.getByRole("tab", { name: "Preview" }).click();
    await expect(page.getByTestId("preview-fingerprint")).toHaveText(first);
  });

  test("the listing and the canvas light up together", async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    await page.getByRole("tab", { name: "Code" }).click();
    const line = page.locator('[data-line="up"]');
    await expect(line).toHaveText(
      'const up = compare.crossover({ direction: "above" }, { a: fast.value, b: slow.value });',
    );
    await line.hover();
    await expect(studio.node("up")).toHaveAttribute("data-anchored", "");
    await studio.node("buy").locator(".graph-node-title").hover();
    await expect(page.locator('[data-line="buy"]')).toHaveClass(/is-anchored/);
    await expect(studio.node("up")).not.toHaveAttribute("data-anchored", "");
    await line.click();
    await expect(studio.node("up")).toHaveClass(/is-selected/);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("of several instruments one is shown at a time: its prices, its values, its trades", async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "pairs-z-score" });
    const fingerprint = await studio.fingerprint();
    await page.getByTestId("preview-chart").focus();
    await page.keyboard.press("End");
    // each is as far from the mean of the pair as the other, on the other side
    const gap = page.getByTestId(/^value-gap-/);
    await expect(gap).toHaveText(/^-?0\.\d+$/);
    const first = await gap.textContent();
    await page.getByTestId("instrument-picker").selectOption({ index: 1 });
    await expect(gap).toHaveText(first?.startsWith("-") === true ? first.slice(1) : `-${first}`);
    await expect(page.getByTestId("preview-fingerprint")).toHaveText(fingerprint);
  });

  test("the form turns the knobs and nothing else", async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    const first = await studio.fingerprint();
    await page.getByTestId("view-form").click();
    const form = page.getByTestId("form-view");
    await expect(form.getByRole("slider")).toHaveCount(2);
    await form.getByTestId("knob-slider-fast").focus();
    await page.keyboard.press("ArrowRight");
    await expect(form.getByTestId("knob-fast")).toHaveValue("11");
    await expect(form.getByTestId("sentence-fast-length").first()).toHaveValue("11");
    await expect(page.getByTestId("preview-fingerprint")).not.toHaveText(first);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("a phone opens the form; its canvas shows, and is edited in the outline @touch-only", async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    await expect(page.getByTestId("form-view")).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByTestId("view-canvas").tap();
    await expect(studio.node("fast")).toBeVisible();
    await studio.node("fast").tap();
    await page.getByRole("button", { name: /^Edit / }).tap();
    await expect(page.getByTestId("outline-fast").getByTestId("param-length")).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test("the outline builds an average cross from blank by touch @touch-only", async ({ page }) => {
    test.setTimeout(240_000);
    const studio = new StudioPage(page);
    await studio.open({ document: blank });
    await expect(page.getByTestId("outline")).toBeVisible();
    const add = async (words: string, kind: string): Promise<void> => {
      await page.getByTestId("outline-add").tap();
      await page.getByTestId("quick-add-search").fill(words);
      await page.getByTestId(`quick-add-item-${kind}`).tap();
    };
    const open = async (id: string): Promise<void> => {
      const heading = page.getByTestId(`outline-${id}`).locator("[data-outline-heading]");
      if ((await heading.getAttribute("aria-expanded")) !== "true") await heading.tap();
    };
    await add("price bars", "market.bars");
    await add("ema", "indicator.ema");
    await open("ema");
    await page.getByTestId("connect-ema-source").selectOption("bars:close");
    await add("ema", "indicator.ema");
    await open("ema-2");
    await page.getByTestId("connect-ema-2-source").selectOption("bars:close");
    await page.getByTestId("param-length").fill("40");
    await add("crosses", "compare.crossover");
    await open("crossover");
    await page.getByTestId("connect-crossover-a").selectOption("ema:value");
    await page.getByTestId("connect-crossover-b").selectOption("ema-2:value");
    await add("enter", "order.enter");
    await open("enter");
    await page.getByTestId("connect-enter-when").selectOption("crossover:crossed");
    await add("rsi", "indicator.rsi");
    await page
      .getByTestId("outline-rsi")
      .getByRole("button", { name: /^Delete / })
      .tap();
    await expect(page.getByTestId("outline-rsi")).toHaveCount(0);
    await expect(page.getByTestId("problem-count")).toHaveCount(0);
    await studio.fingerprint();
    await studio.saved();
    await page.getByTestId("run-button").tap();
    await expect(page).toHaveURL(/\/backtests\//, { timeout: 30_000 });
  });
});

test.describe("time travel", () => {
  test("a trade jumps to the bar that decided it; edges that are true are lit, the node's series is drawn", async ({
    page,
  }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    await studio.fingerprint();
    const chart = page.getByTestId("preview-chart");
    await chart.focus();
    await page.keyboard.press("Home");
    // every port of every node holds a value, the first bars hold unknown ones
    const outputs = ["price-close", "price-volume", "fast-value", "slow-value", "up-crossed", "down-crossed"];
    for (const port of outputs) await expect(page.getByTestId(`value-${port}`)).toBeVisible();
    await expect(page.getByTestId("value-slow-value")).toHaveText("?");
    await page.keyboard.press("Shift+ArrowRight");
    await expect(page.getByTestId("value-up-crossed")).toContainText("true");
    await expect(page.getByTestId("why")).toContainText(/Enter: .*fired|acts|Enter/);
    await expect(studio.node("buy")).toHaveAttribute("data-at-bar", "fired");
    const litEdges = page.locator('.react-flow__edge path.typed-edge[style*="drop-shadow"]');
    await expect(litEdges).toHaveCount(1);
    // one bar on the cross is over: nothing is lit, and the reason is told
    await page.keyboard.press("ArrowRight");
    await expect(litEdges).toHaveCount(0);
    await expect(page.getByTestId("why")).toContainText("its condition is false");

    await studio.node("fast").locator(".graph-node-title").click();
    await expect(page.getByTestId("line-legend")).toContainText(/value|sma/i);

    await page.getByRole("tab", { name: "Gates" }).click();
    await expect(page.getByTestId("gates").getByRole("row")).toHaveCount(3);
  });
});

test.describe("export", () => {
  test("gives the picture as SVG and PNG, the graph, and its listing", async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    const save = async (name: string): Promise<Buffer> => {
      await page.locator(".studio-header").getByRole("button", { name: "More" }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name }).click(),
      ]);
      return readFileSync(await download.path());
    };
    const svg = (await save("Export as SVG")).toString();
    expect(svg.match(/<g data-node=/g)).toHaveLength(7);
    const png = await save("Export as PNG");
    expect(png.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
    const [width, height] = [Number(/width="(\d+)"/.exec(svg)?.[1]), Number(/height="(\d+)"/.exec(svg)?.[1])];
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width * 2, height * 2]);
    // a picture of one colour would be a few hundred bytes
    expect(png.length).toBeGreaterThan(10_000);
    expect(JSON.parse((await save("Export as JSON")).toString())).toMatchObject({ format: "quantloom.graph/1" });
    expect((await save("Export as TypeScript")).toString()).toContain(
      'import { compare, indicator, market, order } from "quantloom";',
    );
  });
});

test.describe("sharing", () => {
  test("a link shows the strategy to a stranger, is copied by another team, and ends when it is revoked @touch", async ({
    page,
    browser,
  }) => {
    test.setTimeout(240_000);
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    await page.locator(".studio-header").getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Share" }).click();
    await page.getByRole("radio", { name: "View and copy" }).click();
    await page.getByTestId("create-share").click();
    const address = await page.getByTestId("share-link").inputValue();
    await expect(page.getByTestId("share-row")).toHaveCount(1);
    expect(await seriousFindings(page)).toEqual([]);

    const guest = await browser.newContext({ viewport: page.viewportSize() });
    const stranger = await guest.newPage();
    await stranger.goto(address);
    await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("SMA cross");
    await expect(stranger.getByText("SMA 10 of close crosses above SMA 30 of close").first()).toBeVisible();
    const picture = stranger.getByTestId("shared-graph").getByRole("img");
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(500);
    const overflow = await stranger.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    for (const colorScheme of ["light", "dark"] as const) {
      await stranger.emulateMedia({ colorScheme });
      expect(await seriousFindings(stranger), colorScheme).toEqual([]);
    }

    await test.step("a stranger who copies is asked to sign in; another team gets a copy that names its origin", async () => {
      await stranger.getByTestId("fork").click();
      await expect(stranger).toHaveURL(/\/sign-in\?next=/);
      await enterDemo(stranger, "second");
      await stranger.goto(address);
      await stranger.getByTestId("fork").click();
      await expect(stranger.getByTestId("studio")).toBeVisible({ timeout: 30_000 });
      await stranger.goto("/strategies");
      await expect(stranger.getByText(/Copied from SMA cross, version 1, by /).first()).toBeVisible();
    });

    await page.getByRole("button", { name: /^Revoke the link/ }).click();
    await expect(page.getByTestId("share-row")).toHaveCount(0);
    await stranger.goto(address);
    await expect(stranger.getByText("This link does not work")).toBeVisible();
    await guest.close();
  });
});
