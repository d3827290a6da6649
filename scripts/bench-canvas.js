// Measures the editor in Chromium: `npm run bench:canvas`. Starts the product on a data folder of its own and prints what the
// first load weighs, first paint, frames while panning and dragging, the palette, the compiler and the instant preview as JSON.
import { rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { largeGraph } from "./benching/large-graph.js";
import { measureCompile, measureOpening, measurePreview, openEditor } from "./benching/measure-editor.js";
import { measureDrag } from "./benching/measure-frames.js";
import { servePlainFlow } from "./benching/plain-flow.js";
import { syntheticColumns } from "./benching/synthetic-columns.js";
import { findFreePort } from "./launcher/free-port.js";
import { enterAs } from "./screenshots/prepare-content.js";
import { startProduct } from "./screenshots/start-product.js";
import { findChromium } from "./testing/chromium.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const dataFolder = join(root, ".cache/bench-canvas-data");
rmSync(dataFolder, { recursive: true, force: true });

/** Opens a page whose price data are synthetic bars of the wanted number. */
async function newPage(context, bars) {
  const page = await context.newPage();
  await page.route("**/api/datasets/*/bars", (route) =>
    route.fulfill({ body: syntheticColumns(bars), contentType: "application/octet-stream" }),
  );
  return page;
}

async function benchLarge(context, { address, demo, nodeCount, edgeCount }) {
  const { id } = await demo.mutate("strategies.create", { document: largeGraph(nodeCount, edgeCount) });
  const page = await newPage(context, { count: 5_000, minutes: 1_440 });
  const cold = await openEditor(page, { address, id, nodeCount });
  const warm = await openEditor(page, { address, id, nodeCount });
  await page.waitForSelector('[data-testid="preview-fingerprint"]', { timeout: 60_000 });
  const canvas = await page.getByTestId("canvas").boundingBox();
  const middle = { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 };
  const panAll = await measureDrag(page, { from: middle, by: { x: 160, y: 90 }, button: "middle" });
  const nodeAll = await page.getByTestId("node-cross-60").boundingBox();
  const dragAll = await measureDrag(page, {
    from: { x: nodeAll.x + nodeAll.width / 2, y: nodeAll.y + nodeAll.height / 2 },
    by: { x: 80, y: 60 },
    button: "left",
  });
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.getByRole("textbox", { name: "Find a node" }).fill("cross-60");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(800); // until the view has come to rest
  const panNear = await measureDrag(page, {
    from: { x: canvas.x + 40, y: canvas.y + 40 },
    by: { x: 300, y: 160 },
    button: "middle",
  });
  const node = await page.getByTestId("node-cross-60").locator(".graph-node-header").boundingBox();
  const dragNear = await measureDrag(page, {
    from: { x: node.x + 60, y: node.y + 14 },
    by: { x: 200, y: 120 },
    button: "left",
  });
  await page.mouse.move(middle.x, middle.y - 120);
  await page.keyboard.press("Escape"); // nothing in the graph is chosen: the palette opens with everything
  const palette = await measureOpening(page, { key: "Shift+A", times: 8 });
  const compile = await measureCompile(page, { node: "fast-60", times: 12 });
  await page.close();
  return {
    nodes: nodeCount,
    edges: edgeCount,
    firstPaintMilliseconds: { cold: cold.milliseconds, warm: warm.milliseconds },
    frames: { panAll, dragAll, panNear, dragNear },
    paletteMilliseconds: palette,
    compileInWorker: compile,
    scripts: cold.scripts,
  };
}

/** Pans React Flow without anything of ours: with no node at all, and with as many of its own. */
async function benchPlain(context, { plain, document }) {
  const page = await context.newPage();
  const begun = performance.now();
  await page.goto(plain.addressOf(document));
  await page.waitForFunction(
    (count) => document.querySelectorAll(".react-flow__node").length >= count,
    document?.nodes.length ?? 0,
  );
  await page.waitForSelector(".react-flow__pane");
  const firstPaint = Math.round(performance.now() - begun);
  await page.waitForTimeout(500); // until the view has come to rest
  const pan = await measureDrag(page, { from: { x: 600, y: 300 }, by: { x: 160, y: 90 }, button: "middle" });
  await page.close();
  return { firstPaintMilliseconds: firstPaint, pan };
}

async function benchPreview(context, { address, demo, bars }) {
  const { id } = await demo.mutate("strategies.create", { templateId: "sma-cross" });
  const page = await newPage(context, bars);
  await page.goto(`${address}/strategies/${id}`);
  await page.waitForSelector('[data-testid="preview-fingerprint"]', { timeout: 60_000 });
  await page.getByTestId("node-fast").locator(".graph-node-title").click();
  await page.getByTestId("param-length").focus();
  await measurePreview(page, { times: 4 }); // the first runs compile the engine's code
  const editToPixels = await measurePreview(page, { times: 20 });
  await page.close();
  return { bars: bars.count, editToPixels };
}

const product = await startProduct({ root, port: await findFreePort(), dataFolder });
const { executablePath, environment } = await findChromium(join(root, ".cache"));
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox"],
  env: { ...process.env, ...environment },
});
try {
  const { address } = product;
  const demo = await enterAs(address, "demo");
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.request.post(`${address}/api/demo/enter`, { data: { as: "demo" }, headers: { origin: address } });
  const target = { address, demo };
  const { scripts, ...large } = await benchLarge(context, { ...target, nodeCount: 500, edgeCount: 800 });
  const { scripts: _again, ...larger } = await benchLarge(context, { ...target, nodeCount: 1_000, edgeCount: 1_600 });
  const plain = await servePlainFlow(root);
  const reactFlow = {
    empty: await benchPlain(context, { plain, document: null }),
    sameGraph: await benchPlain(context, { plain, document: largeGraph(500, 800) }),
  };
  plain.stop();
  const preview = [
    await benchPreview(context, { ...target, bars: { count: 5_000, minutes: 1_440 } }),
    await benchPreview(context, { ...target, bars: { count: 35_040, minutes: 15 } }),
  ];
  const firstLoad = {
    kilobytes: Math.round(scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000),
    scripts: scripts.sort((one, other) => other.bytes - one.bytes),
  };
  console.log(
    JSON.stringify({ loadAverage: loadavg()[0], firstLoad, graphs: [large, larger], reactFlow, preview }, null, 2),
  );
} finally {
  await browser.close();
  await product.stop();
}
