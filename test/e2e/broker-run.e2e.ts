import { expect, type Page, test } from "playwright/test";
import { enterDemo } from "./fixtures/enter-demo.ts";
import { expectNoFindings } from "./fixtures/find-barriers.ts";
import { call, read } from "./fixtures/procedures.ts";
import { quicken } from "./fixtures/quick-cross.ts";

const phone = { width: 390, height: 844 };

type Account = { readonly id: string; readonly broker: string };
type Books = {
  readonly positions: readonly { readonly symbol: string; readonly quantity: string }[];
};

/** Links a simulated account on the page of brokers; returns its id. */
async function linkAccount(page: Page): Promise<string> {
  await page.goto("/brokers");
  await page.getByRole("button", { name: "Link a simulated Alpaca" }).click();
  const linked = async () =>
    (await read<Account[]>(page, "brokers.accounts", {})).find((one) => one.broker === "alpaca");
  await expect.poll(linked).toBeDefined();
  return (await linked())?.id ?? "";
}

/** What the broker itself says that the account holds. */
async function held(page: Page, accountId: string): Promise<number> {
  const { positions } = await read<Books>(page, "brokers.state", { id: accountId });
  return positions.reduce((sum, { quantity }) => sum + Math.abs(Number(quantity)), 0);
}

test("a run on a broker's account trades there, and is killed from a phone", async ({ page }) => {
  test.setTimeout(240_000);
  await enterDemo(page);
  const name = `At a broker ${Date.now() % 1_000_000}`;
  const { id } = await call<{ id: string }>(page, "strategies.create", { templateId: "sma-cross", name });
  await quicken(page, id, 5);
  const accountId = await test.step("link an account", () => linkAccount(page));
  await test.step("its page bars nobody", async () => {
    await expect(page.getByText("Available", { exact: true })).toBeVisible();
    await expectNoFindings(page, "a linked account");
  });

  await test.step("start a run whose orders go there", async () => {
    await page.goto("/runs");
    await page.getByRole("button", { name: "Start a run" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Strategy" }).selectOption({ label: name });
    await dialog.getByRole("combobox", { name: "Orders go to" }).selectOption(accountId);
    // the account is logged in and its books are compared within moments; until then the dialog says what is missing
    await dialog.getByRole("button", { name: /^Start on / }).click({ timeout: 60_000 });
    await page.waitForURL("**/runs/*");
    await expect(page.getByText("Connected", { exact: true })).toBeVisible();
  });

  await test.step("its orders are filled at the broker, and the page tells owned against held", async () => {
    await page.getByRole("tab", { name: "Orders" }).click();
    await expect(page.getByText("filled").first()).toBeVisible({ timeout: 90_000 });
    await expect.poll(() => held(page, accountId), { timeout: 90_000 }).toBeGreaterThan(0);
    await expect(page.getByRole("table", { name: "Units owned against the broker's net" })).toBeVisible();
    await expectNoFindings(page, "a run at a broker");
  });

  await test.step("the kill switch asks for the word, and leaves nothing at the broker", async () => {
    await page.setViewportSize(phone);
    await page.getByRole("button", { name: "Kill", exact: true }).click();
    const question = page.getByRole("alertdialog");
    const kill = question.getByRole("button", { name: "Kill", exact: true });
    await expect(kill).toBeDisabled();
    await question.getByLabel("Type KILL to go on").fill("KILL");
    await kill.click();
    await expect(page.getByText("Halted", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
    await expect.poll(() => held(page, accountId), { timeout: 60_000 }).toBe(0);
    await expect(page.getByRole("button", { name: "Pause entries" })).toBeHidden();
  });

  await test.step("the day tells what was traded, what it cost, and that nothing is held", async () => {
    await page.goto("/brokers");
    await page.getByRole("link", { name: "Days", exact: true }).first().click();
    await page.getByRole("link", { name: "Today so far" }).click();
    await expect(page.getByText("Nothing is held, here or at the broker.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Contract note" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Trades of the day" }).getByText("SYN-A").first()).toBeVisible();
    await expectNoFindings(page, "a day of an account");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "CSV" }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d-trades-and-charges\.csv$/);
  });
});
