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

const BACKGROUND = { dark: "rgb(15, 17, 21)", light: "rgb(245, 246, 248)" } as const;

/** Looks for findings in the dark and in the light: the colours follow the system's at once. */
async function expectNoFindings(page: Page, place: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("body")).toHaveCSS("background-color", BACKGROUND[colorScheme]);
    expect(await seriousFindings(page), `${place}, ${colorScheme}`).toEqual([]);
  }
}

async function expectPagesWithoutFindings(page: Page, paths: readonly string[]): Promise<void> {
  await enterDemo(page);
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
    await expectNoFindings(page, path);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(1);
  }
}

test("the landing page has no serious accessibility finding @touch", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectNoFindings(page, "/");
});

const [firstPages, otherPages] = [PAGES.slice(0, 7), PAGES.slice(7)];
for (const paths of [firstPages, otherPages]) {
  test(`${paths.join(", ")}: no serious accessibility finding @touch`, async ({ page }) => {
    test.setTimeout(120_000);
    await expectPagesWithoutFindings(page, paths);
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
