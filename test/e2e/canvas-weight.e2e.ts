import { expect, type Response, test } from "playwright/test";
import { StudioPage } from "./studio-page.ts";

/** Bytes of compressed scripts that the editor may ask for before anybody touches it. */
const budget = 350_000;

test("the editor asks for less than 350 kB of scripts before it is touched, and for the rest with the first gesture", async ({
  page,
  browser,
}) => {
  await new StudioPage(page).open({ templateId: "sma-cross" });
  // Another context has nothing in its cache.
  const cold = await browser.newContext({ storageState: await page.context().storageState() });
  const opened = await cold.newPage();
  const sizes: Promise<number>[] = [];
  const weigh = (response: Response): void => {
    const request = response.request();
    if (request.resourceType() === "script")
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  };
  opened.on("response", weigh);
  await opened.goto(page.url());
  await expect(opened.getByTestId("preview-fingerprint")).toBeVisible();
  await opened.waitForLoadState("networkidle");
  opened.off("response", weigh);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(bytes, "load what is not on the screen at first with next/dynamic, or ask the worker").toBeLessThan(budget);
  // A measurement that saw nothing would pass, too: the code of React and of the canvas alone weighs more.
  expect(bytes).toBeGreaterThan(200_000);

  await opened.mouse.move(700, 400);
  await new StudioPage(opened).node("fast").click();
  await expect(opened.getByTestId("param-length")).toBeVisible();
  await cold.close();
});
