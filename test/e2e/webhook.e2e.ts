import axe from "axe-core";
import { expect, type Page, test } from "playwright/test";
import { StudioPage } from "./studio-page.ts";

async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
}

test("a webhook is opened, takes a signal, gets a new secret and is closed @touch", async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open({ templateId: "sma-cross" });
  await page.locator(".studio-header").getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Webhook" }).click();
  await page.getByTestId("create-hook").click();
  const address = await page.getByTestId("hook-address").inputValue();
  const message = (await page.getByTestId("hook-message").inputValue())
    .replace("{{timenow}}", new Date().toISOString())
    .replace("{{ticker}}", "GOOG")
    .replace("{{close}}", "101.5");
  const headers = { "content-type": "application/json" };
  const taken = await page.request.post(address, { data: message, headers });
  expect([taken.status(), await taken.json()]).toEqual([202, { runs: 0 }]);
  await expect(page.getByTestId("signal-row")).toContainText("signal GOOG 101.5", { timeout: 10_000 });
  await expect(page.getByTestId("signal-row")).toContainText("nothing listens");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await seriousFindings(page), colorScheme).toEqual([]);
  }
  await page.screenshot({ path: test.info().outputPath("webhook.png") });

  await page.getByRole("button", { name: "New secret" }).click();
  // asked first: the secret of now still works, and is in the dialog
  await expect(page.getByTestId("hook-message")).toHaveValue(/./);
  expect((await page.request.post(address, { data: message, headers })).status()).toBe(409);
  await page.getByRole("button", { name: "Make a new secret" }).click();
  await expect(page.getByTestId("hook-message")).not.toHaveValue(message);
  await expect.poll(async () => (await page.request.post(address, { data: message, headers })).status()).toBe(401);
  await page.getByRole("button", { name: "Close the webhook" }).click();
  await page.getByRole("button", { name: "Close it" }).click();
  await expect(page.getByTestId("create-hook")).toBeVisible();
  expect((await page.request.post(address, { data: message, headers })).status()).toBe(404);
});
