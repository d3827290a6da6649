import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright";
import { expect as expectOfPlaywright } from "playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findFreePort } from "../../../scripts/launcher/free-port.js";
import { startProduct } from "../../../scripts/screenshots/start-product.js";
import { findChromium } from "../../../scripts/testing/chromium.js";
import { type Mailbox, openMailbox } from "../support/mailbox.ts";
import { openTraceReceiver, type TraceReceiver } from "../support/trace-receiver.ts";
import { eventually } from "../support/worker-process.ts";

// The accounts of a product with a mail server and a collector, as people use them: in Chromium, by the links of real letters.
const expectPage = expectOfPlaywright.configure({ timeout: 20_000 });
const root = process.cwd();
const password = "a long enough password";
const replaced = "another long password";
let dataFolder: string;
let mailbox: Mailbox;
let traces: TraceReceiver;
let product: Awaited<ReturnType<typeof startProduct>>;
let browser: Browser;

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), "quantloom-accounts-"));
  chmodSync(dataFolder, 0o755);
  [mailbox, traces] = [await openMailbox(), await openTraceReceiver()];
  const environment = {
    SMTP_URL: mailbox.url,
    MAIL_FROM: "Quantloom <no-reply@ql.test>",
    OTEL_EXPORTER_OTLP_ENDPOINT: traces.url,
  };
  product = await startProduct({ root, port: await findFreePort(), dataFolder, environment });
  const found = await findChromium(join(root, ".cache"));
  browser = await chromium.launch({
    executablePath: found.executablePath,
    env: { ...process.env, ...found.environment },
    args: ["--no-sandbox"],
  });
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await mailbox?.close();
  await traces?.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

/** A person with a browser of their own; whatever the policy of a page forbids is kept in `violations`. */
async function person(): Promise<{ page: Page; violations: string[] }> {
  const page = await (await browser.newContext({ baseURL: product.address })).newPage();
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  return { page, violations };
}

async function signUp(page: Page, name: string, email: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.locator("form").getByRole("button", { name: "Create account" }).click();
}

const linkIn = (text: string): string => /http:\/\/\S+/.exec(text)?.[0] ?? "";

test("a new account confirms its address, and a forgotten password is replaced, by the links of letters", async () => {
  const { page, violations } = await person();
  const email = "ada@test.local";
  await page.goto("/sign-up");
  await signUp(page, "Ada Lovelace", email);
  await page.waitForURL("**/home");
  await page.goto("/settings?tab=profile");
  await expectPage(page.getByText("Your address is not confirmed yet.")).toBeVisible();
  await page.goto(linkIn((await mailbox.next(email)).text));
  await expectPage(page).toHaveURL(`${product.address}/address-confirmed`); // a refusal would name its reason here
  await expectPage(page.getByRole("heading", { name: "The address is confirmed" })).toBeVisible();

  const elsewhere = (await person()).page;
  await elsewhere.goto("/sign-in");
  await elsewhere.getByRole("link", { name: "Forgot your password?" }).click();
  await elsewhere.waitForURL("**/forgot-password");
  await elsewhere.getByLabel("Email").fill(email);
  await elsewhere.getByRole("button", { name: "Send the link" }).click();
  await expectPage(elsewhere.getByText("a letter with a link is on its way")).toBeVisible();
  const link = linkIn((await mailbox.next(email)).text);
  await elsewhere.goto(link);
  await elsewhere.getByLabel("New password").fill(replaced);
  await elsewhere.getByRole("button", { name: "Replace the password" }).click();
  await elsewhere.getByRole("main").getByRole("link", { name: "Sign in", exact: true }).click();
  await elsewhere.waitForURL("**/sign-in");
  await elsewhere.getByLabel("Email").fill(email);
  await elsewhere.getByLabel("Password").fill(replaced);
  await elsewhere.getByRole("button", { name: "Sign in", exact: true }).click();
  await elsewhere.waitForURL("**/home");
  await page.goto("/home");
  await page.waitForURL("**/sign-in?next=%2Fhome"); // the first browser was signed out

  await page.goto(link);
  await page.getByLabel("New password").fill(replaced);
  await page.getByRole("button", { name: "Replace the password" }).click();
  await expectPage(page.getByText("This link has been used or is too old.")).toBeVisible();
  expect(violations).toEqual([]);
});

test("somebody without an account joins a team by the link of an invitation", async () => {
  const owner = (await person()).page;
  await owner.goto("/sign-up");
  await signUp(owner, "Grace Hopper", "grace@test.local");
  await owner.waitForURL("**/home");
  await owner.goto("/settings?tab=team");
  await owner.getByLabel("Email of the person to invite").fill("new@test.local");
  await owner.getByRole("button", { name: "Invite", exact: true }).click();
  await expectPage(owner.getByRole("button", { name: "Copy the link for new@test.local" })).toBeVisible();

  const { page, violations } = await person();
  const letter = await mailbox.next("new@test.local");
  await page.goto(linkIn(letter.text));
  await page.waitForURL("**/sign-in?next=*");
  await page.getByRole("link", { name: "Create one" }).click();
  await signUp(page, "New Colleague", "new@test.local");
  await page.waitForURL("**/invitations/*");
  await expectPage(page.getByRole("heading", { name: "Join Grace Hopper's team" })).toBeVisible();
  await page.getByRole("button", { name: "Accept" }).click();
  await page.waitForURL("**/home");
  await page.goto("/settings?tab=team");
  await expectPage(page.getByRole("main")).toContainText("grace@test.local");
  expect(violations).toEqual([]);
});

test("the reference of the public API is shown whole under its policy", async () => {
  const { page, violations } = await person();
  await page.goto("/api/v1/reference");
  await page.getByRole("link", { name: "POST /backtests", exact: true }).click();
  await expectPage(page.getByRole("heading", { name: "POST /api/v1/backtests", exact: true })).toBeInViewport();
  // Its own style is applied, which the policy allows; nothing else is loaded.
  expect(await page.evaluate(() => getComputedStyle(document.body).maxWidth)).toBe("960px");
  expect(await page.locator("script").count()).toBe(0);
  expect(violations).toEqual([]);
});

test("the web process sends a span for each request and procedure to the collector", async () => {
  const { page } = await person();
  await page.goto("/sign-in");
  const found = (name: RegExp) =>
    eventually(async () => traces.spans.find((span) => span.service === "quantloom-web" && name.test(span.name)), {
      what: `a span ${name}`,
    });
  expect((await found(/^procedure session\.me$/)).attributes["quantloom.request_id"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(await found(/^GET \//)).toBeDefined();
});
