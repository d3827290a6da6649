import { expect, type Page, test } from "playwright/test";
import { enterDemo } from "./fixtures/enter-demo.ts";
import { expectLoaded, expectNoFindings, expectNoSideways, seriousFindings } from "./fixtures/find-barriers.ts";

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

async function expectPagesWithoutFindings(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    await expectLoaded(page);
    await expectNoFindings(page, path);
    await expectNoSideways(page, path);
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
    test.setTimeout(240_000);
    await enterDemo(page);
    await expectPagesWithoutFindings(page, paths);
  });
}

test("the canvas and its outline have no serious accessibility finding", async ({ page }) => {
  test.setTimeout(240_000);
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
