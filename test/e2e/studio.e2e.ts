import { createRequire } from "node:module";
import { expect, test } from "playwright/test";
import { StudioPage } from "./studio-page.ts";

const axePath = createRequire(import.meta.url).resolve("axe-core");
const blank = { format: "quantloom.graph/1", name: "From blank", universe: ["SP500"] };

type AxeViolation = {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
};

async function seriousFindings(studio: StudioPage): Promise<string[]> {
  await studio.page.addScriptTag({ path: axePath });
  const violations = await studio.page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } };
    return (await axe.run()).violations;
  });
  return violations
    .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
    .map((violation) => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 160)}`);
}

test.describe("the studio", () => {
  test("wires, refuses in words, edits and undoes by mouse, and previews what the server finds", async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    await expect(studio.edges()).toHaveCount(8);
    const first = await studio.fingerprint();

    await studio.dragKind("indicator.rsi", "rsi", await studio.onCanvas(0.35, 0.86));
    await expect(studio.node("rsi")).toBeVisible();

    await test.step("an illegal connection is refused with its reason", async () => {
      await studio.drag(studio.port("price", "close"), studio.port("buy", "when"), async () => {
        await expect(page.getByTestId("wiring-reason")).toContainText("comparison");
        await expect(studio.port("fast", "source")).toHaveAttribute("data-wiring", "allowed");
        await expect(studio.port("buy", "when")).toHaveAttribute("data-wiring", "refused");
      });
      await expect(page.locator("[data-sonner-toast]")).toContainText("add a comparison");
      await expect(studio.edges()).toHaveCount(8);
    });

    await studio.drag(studio.port("price", "close"), studio.port("rsi", "source"));
    await expect(studio.edges()).toHaveCount(9);

    await test.step("an edge dropped on empty canvas offers what fits", async () => {
      await studio.drag(studio.port("rsi", "value"), await studio.onCanvas(0.62, 0.9));
      await page.getByTestId("quick-add-search").fill("compare");
      await page.keyboard.press("Enter");
      await expect(studio.node("compare")).toBeVisible();
      await expect(studio.edges()).toHaveCount(10);
    });

    await test.step("a parameter changes the preview, undo brings it back", async () => {
      await studio.node("fast").locator(".graph-node-title").click();
      await page.getByTestId("param-length").fill("25");
      await expect(page.getByTestId("preview-fingerprint")).not.toHaveText(first);
      await page.keyboard.press("Control+z");
      await expect(page.getByTestId("preview-fingerprint")).toHaveText(first);
      await page.keyboard.press("Control+Shift+z");
      await expect(page.getByTestId("preview-fingerprint")).not.toHaveText(first);
    });

    const shown = await studio.fingerprint();
    await studio.saved();
    await page.keyboard.press("Escape");
    await page.getByTestId("run-button").click();
    await expect(page).toHaveURL(/\/backtests\/[0-9a-f-]+$/, { timeout: 30_000 });
    const id = page.url().split("/").at(-1) ?? "";
    await expect
      .poll(
        async () => {
          const answer = await page.request.get(
            `/api/trpc/backtests.get?input=${encodeURIComponent(JSON.stringify({ id }))}`,
          );
          const { result } = (await answer.json()) as { result: { data: { fingerprint: string | null } } };
          return result.data.fingerprint;
        },
        { timeout: 30_000 },
      )
      .toBe(shown);
  });

  test("builds an average cross from blank in six nodes by keyboard alone", async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open({ document: blank });
    const started = Date.now();
    const search = page.getByTestId("palette-search");
    const add = async (query: string): Promise<void> => {
      await search.focus();
      await page.keyboard.type(query);
      await page.keyboard.press("Enter");
      await search.fill("");
    };
    await add("price bars");
    await expect(studio.node("bars")).toBeVisible();
    await add("ema");
    await expect(studio.edges()).toHaveCount(1);
    // A second average: wired to the bars through the inspector's menus.
    await page.keyboard.press("Escape");
    await add("ema");
    await page.getByTestId("connect-ema-2-source").selectOption("bars:close");
    await page.getByTestId("param-length").fill("40");
    await page.getByTestId("param-length").press("Escape");
    await add("crosses");
    await page.getByTestId("connect-crossover-a").selectOption("ema:value");
    await page.getByTestId("connect-crossover-b").selectOption("ema-2:value");
    await add("enter");
    await expect(studio.edges()).toHaveCount(6 - 1);
    await expect(page.getByTestId("problem-count")).toHaveCount(0);
    await studio.fingerprint();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Enter");
    await expect(page).toHaveURL(/\/backtests\//, { timeout: 30_000 });
    expect(Date.now() - started).toBeLessThan(60_000);
  });

  test("looks at a bar: every port shows its value, and why nothing fired", async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    await studio.fingerprint();
    const chart = page.getByTestId("preview-chart");
    const box = await chart.boundingBox();
    if (box === null) throw new Error("there is no chart");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3);
    await expect(page.getByTestId("value-price-close")).toHaveText(/\d/);
    await expect(page.getByTestId("why")).toContainText("its condition is false");
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 3);
    await page.keyboard.press("Shift+ArrowRight");
    await expect(page.getByRole("button", { name: "Unpin the bar" })).toBeVisible();
  });

  test("keeps edits through a lost connection and a crash of the page", async ({ page, context }) => {
    const studio = new StudioPage(page);
    const id = await studio.open({ templateId: "sma-cross" });
    await context.route("**/api/trpc/strategies.saveDraft**", (route) => route.abort());
    await studio.node("slow").locator(".graph-node-title").click();
    await page.getByTestId("param-length").fill("77");
    await expect(page.getByTestId("save-state")).toHaveAttribute("data-state", "offline", { timeout: 15_000 });
    const again = await context.newPage();
    await context.unroute("**/api/trpc/strategies.saveDraft**");
    await page.close({ runBeforeUnload: false });
    await again.goto(`/strategies/${id}`);
    const reopened = new StudioPage(again);
    await expect(reopened.node("slow")).toContainText("SMA 77", { timeout: 30_000 });
    await reopened.saved();
  });

  test("two tabs that edit the same strategy lose nothing", async ({ page, context }) => {
    const studio = new StudioPage(page);
    const id = await studio.open({ templateId: "sma-cross" });
    const other = new StudioPage(await context.newPage());
    await other.page.goto(`/strategies/${id}`);
    await expect(other.node("fast")).toBeVisible({ timeout: 30_000 });
    await other.node("fast").locator(".graph-node-title").click();
    await other.page.getByTestId("param-length").fill("12");
    await other.saved();
    await studio.node("slow").locator(".graph-node-title").click();
    await page.getByTestId("param-length").fill("66");
    await page.getByRole("button", { name: "Merge both" }).click({ timeout: 20_000 });
    await studio.saved();
    await expect(studio.node("fast")).toContainText("SMA 12");
    await expect(studio.node("slow")).toContainText("SMA 66");
  });

  test("has no serious accessibility findings on canvas and outline", async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    await studio.fingerprint();
    expect(await seriousFindings(studio)).toEqual([]);
    await page.getByTestId("view-outline").click();
    await expect(page.getByTestId("outline")).toBeVisible();
    await page.locator("[data-outline-heading]").nth(1).click();
    expect(await seriousFindings(studio)).toEqual([]);
  });

  test("is edited in the outline by touch @touch-only", async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    await page.getByTestId("view-outline").tap();
    await expect(page.getByTestId("outline")).toBeVisible();
    await page.getByTestId("outline-fast").locator("[data-outline-heading]").tap();
    await page.getByTestId("param-length").fill("15");
    await expect(page.getByTestId("outline-fast")).toContainText("SMA 15");
    await page.getByTestId("outline-add").tap();
    await page.getByTestId("quick-add-search").fill("stop loss");
    await page.getByTestId("quick-add-item-exit.stop-loss").tap();
    await expect(page.getByTestId("outline-stop-loss")).toBeVisible();
    await studio.saved();
    await page.getByTestId("view-canvas").tap();
    await expect(studio.node("stop-loss")).toBeVisible();
  });
});
