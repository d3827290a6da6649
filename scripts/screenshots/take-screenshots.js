import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright";

const widths = [1440, 390];
const themes = ["light", "dark"];

async function signIn(context, address) {
  const response = await context.request.post(`${address}/api/demo/enter`, {
    data: { as: "demo" },
    headers: { origin: address },
  });
  if (!response.ok()) throw new Error(`Entering the demo failed: ${response.status()} ${await response.text()}`);
}

/** Opens a page of the list; returns false when the link that it should follow is not there (nothing to show yet). */
async function open(page, address, { path, follow }) {
  await page.goto(`${address}${path}`, { waitUntil: "load" });
  await settle(page);
  if (follow === undefined) return true;
  const link = page.locator(follow).first();
  if ((await link.count()) === 0) return false;
  await page.goto(new URL(await link.getAttribute("href"), address).href, { waitUntil: "load" });
  await settle(page);
  return true;
}

/** Waits until fonts are loaded and nothing says that it is still loading. */
async function settle(page) {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForFunction(() => document.querySelector("[aria-busy='true'], [data-loading]") === null, undefined, {
    timeout: 15_000,
  });
  await page.waitForTimeout(700); // charts draw their first frame
}

/** Takes every page at both widths and in both themes; returns { taken, missing, problems }. */
export async function takeScreenshots({ address, pages, folder, executablePath, environment }) {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox"],
    env: { ...process.env, ...environment },
  });
  const result = { taken: [], missing: [], problems: [] };
  try {
    for (const width of widths) {
      for (const colorScheme of themes) {
        const options = { viewport: { width, height: width === 390 ? 844 : 900 }, colorScheme, locale: "en-GB" };
        const visitor = await browser.newContext(options);
        const member = await browser.newContext(options);
        await signIn(member, address);
        for (const entry of pages) {
          const page = await (entry.signedIn === false ? visitor : member).newPage();
          const label = `${entry.name}-${width}-${colorScheme}`;
          page.on("pageerror", (error) => result.problems.push(`${label}: ${error.message}`));
          page.on("console", (message) => {
            if (message.type() === "error") result.problems.push(`${label}: ${message.text()}`);
          });
          if (await open(page, address, entry)) {
            await page.screenshot({ path: join(folder, `${label}.png`) });
            result.taken.push(label);
          } else {
            result.missing.push(label);
          }
          await page.close();
        }
        await visitor.close();
        await member.close();
      }
    }
  } finally {
    await browser.close();
  }
  return result;
}
