import axe from "axe-core";
import { expect, type Page, test } from "playwright/test";
import { enterDemo } from "./fixtures/enter-demo.ts";

const PAGES = [
  "/home",
  "/templates",
  "/strategies",
  "/strategies/new",
  "/backtests",
  "/queue",
  "/data",
  "/data/syn-tec1-daily",
  "/marketplace",
  "/baskets",
  "/runs",
  "/brokers",
  "/alerts",
  "/settings",
  "/settings?tab=alerts",
  "/admin",
];

type Finding = { readonly rule: string; readonly places: readonly string[] };

/** Returns what axe calls serious or critical, with the places. */
async function seriousFindings(page: Page): Promise<Finding[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const found = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ["violations"],
    });
    return found.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      targets: nodes.map((node) => node.target.join(" ")),
    }));
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, targets }) => ({ rule: id, places: targets.slice(0, 5) }));
}

for (const colorScheme of ["dark", "light"] as const) {
  test(`no page has a serious accessibility finding, ${colorScheme} @touch`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme });
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await seriousFindings(page), "/").toEqual([]);
    await enterDemo(page);
    for (const path of PAGES) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("networkidle");
      expect(await seriousFindings(page), path).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(1);
    }
  });
}

test("the canvas and its outline have no serious accessibility finding", async ({ page }) => {
  test.setTimeout(120_000);
  await enterDemo(page);
  await page.goto("/templates");
  await page
    .getByRole("article")
    .filter({ hasText: "RSI mean reversion" })
    .getByRole("button", { name: "Open in canvas" })
    .click();
  await expect(page.getByTestId("canvas")).toBeVisible();
  await expect(page.getByTestId("preview-fingerprint")).toBeVisible();
  expect(await seriousFindings(page), "canvas").toEqual([]);
  await page.getByTestId("view-outline").click();
  await expect(page.getByTestId("outline")).toBeVisible();
  expect(await seriousFindings(page), "outline").toEqual([]);
});
