import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright";

const widths = [1440, 390];
const themes = ["light", "dark"];

async function signIn(context, address, as) {
  const response = await context.request.post(`${address}/api/demo/enter`, {
    data: { as },
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
  const isThere = await link.waitFor({ timeout: 5_000 }).then(
    () => true,
    () => false,
  );
  if (!isThere) return false;
  await page.goto(new URL(await link.getAttribute("href"), address).href, { waitUntil: "load" });
  await settle(page);
  return true;
}

/** Waits until fonts are loaded and no skeleton or spinner has been seen for a while: charts follow the first data. */
async function settle(page) {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const loading = "[aria-busy='true'], .animate-spin, .animate-pulse";
  for (let quiet = 0, round = 0; quiet < 4 && round < 60; round += 1) {
    await page.waitForTimeout(250);
    quiet = (await page.locator(loading).count()) === 0 ? quiet + 1 : 0;
  }
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
        const contexts = {
          visitor: await browser.newContext(options),
          demo: await browser.newContext(options),
          second: await browser.newContext(options),
        };
        await signIn(contexts.demo, address, "demo");
        await signIn(contexts.second, address, "second");
        for (const entry of pages) {
          const page = await contexts[entry.as ?? "demo"].newPage();
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
        for (const context of Object.values(contexts)) await context.close();
      }
    }
  } finally {
    await browser.close();
  }
  return result;
}
