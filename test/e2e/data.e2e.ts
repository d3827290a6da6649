import { expect, test } from "playwright/test";
import { enterDemo } from "./fixtures/enter-demo.ts";

const day = 86_400_000;
const rows = Array.from({ length: 300 }, (_, i) => {
  const price = 100 + ((i * 7) % 40);
  return `${new Date(Date.UTC(2021, 0, 1) + i * day).toISOString().slice(0, 10)},${price},${price + 1},${price - 1},${price},10`;
});
rows[10] = "2021-01-11,100,90,95,100,1";

test("a file with a bad row is looked at, kept out with its line, taken without it and removed @touch", async ({
  page,
}) => {
  await enterDemo(page);
  await page.goto("/data");
  await page.getByRole("button", { name: "Import" }).click();
  const buffer = Buffer.from(`date,open,high,low,close,volume\n${rows.join("\n")}\n`);
  await page.getByLabel("File to import").setInputFiles({ name: "swings.csv", mimeType: "text/csv", buffer });
  await expect(page.getByRole("heading", { name: "Columns" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel("Symbol")).toHaveValue("SWINGS");
  await page.getByLabel("Trading hours").selectOption("always");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "1 of 300 rows are bad" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("high 90 is below low 95")).toBeVisible();
  await page.getByLabel("Rows that are no bars").selectOption("leave-out");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("link", { name: "Open the dataset" }).click({ timeout: 30_000 });
  await expect(page.getByText("Quality C")).toBeVisible();
  await expect(page.getByRole("img", { name: "Prices" })).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove dataset" }).click();
  await expect(page.getByText("Nothing imported yet")).toBeVisible();
});
