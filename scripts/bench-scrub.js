// Measures time travel in the editor: `npm run bench:scrub`. Starts the built product on a data folder of its own, opens a graph
// with 300 outputs on screen, steps over bars with the arrow keys, and prints the time from key to painted values as JSON.
import { rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { portWall } from "./benching/port-wall.js";
import { findFreePort } from "./launcher/free-port.js";
import { enterAs } from "./screenshots/prepare-content.js";
import { startProduct } from "./screenshots/start-product.js";
import { findChromium } from "./testing/chromium.js";

const steps = 200;
const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const dataFolder = join(root, ".cache/bench-scrub-data");
rmSync(dataFolder, { recursive: true, force: true });
const product = await startProduct({ root, port: await findFreePort(), dataFolder });
const { executablePath, environment } = await findChromium(join(root, ".cache"));
const browser = await chromium.launch({
  executablePath,
  env: { ...process.env, ...environment },
  args: ["--no-sandbox"],
});
try {
  const demo = await enterAs(product.address, "demo");
  const { id } = await demo.mutate("strategies.create", { document: portWall() });
  const page = await browser.newPage({ viewport: { width: 2560, height: 1440 } });
  await page.request.post(`${product.address}/api/demo/enter`, {
    data: { as: "demo" },
    headers: { origin: product.address },
  });
  await page.goto(`${product.address}/strategies/${id}`);
  await page.getByTestId("preview-fingerprint").waitFor({ timeout: 60_000 });
  await page.getByTestId("preview-chart").focus();
  await page.keyboard.press("End");
  await page.locator(".port-value").first().waitFor();
  const visible = await page.locator(".port-value").evaluateAll(
    (chips) =>
      chips.filter((chip) => {
        const box = chip.getBoundingClientRect();
        const stage = chip.closest(".studio-canvas").getBoundingClientRect();
        return (
          box.width > 0 &&
          box.left < stage.right &&
          box.right > stage.left &&
          box.top < stage.bottom &&
          box.bottom > stage.top
        );
      }).length,
  );
  await page.evaluate(() => {
    const times = [];
    let pressed = null;
    window.addEventListener("keydown", (event) => (pressed = event.timeStamp), true);
    new MutationObserver(() => {
      if (pressed === null) return;
      const began = pressed;
      pressed = null;
      // the frame after the change was painted is when the values are on screen
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => times.push(performance.now() - began);
        channel.port2.postMessage(null);
      });
    }).observe(document.querySelector(".react-flow__nodes"), { subtree: true, characterData: true, childList: true });
    globalThis.stepTimes = times;
  });
  for (let step = 1; step <= steps; step++) {
    await page.keyboard.press("ArrowLeft");
    await page.waitForFunction((count) => globalThis.stepTimes.length >= count, step);
  }
  const times = (await page.evaluate(() => globalThis.stepTimes)).sort((a, b) => a - b);
  const at = (share) => Number(times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1));
  const bars = await page.getByTestId("preview-chart").getAttribute("aria-valuemax");
  console.log(
    JSON.stringify(
      {
        loadAverage: loadavg()[0],
        bars: Number(bars) + 1,
        visibleValues: visible,
        steps,
        millisecondsFromKeyToPaint: { median: at(0.5), p95: at(0.95), worst: at(1) },
        budget: 50,
      },
      null,
      2,
    ),
  );
} finally {
  await browser.close();
  await product.stop();
}
