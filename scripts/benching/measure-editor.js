import { percentiles } from "./percentiles.js";

/** Opens a strategy and returns the milliseconds from navigation until every node is on the screen, and the scripts it took. */
export async function openEditor(page, { address, id, nodeCount }) {
  const scripts = [];
  const note = async (response) => {
    if (response.request().resourceType() !== "script") return;
    const { encodedBodySize } = await response
      .request()
      .sizes()
      .then(
        ({ responseBodySize }) => ({ encodedBodySize: responseBodySize }),
        () => ({ encodedBodySize: 0 }),
      );
    scripts.push({ url: new URL(response.url()).pathname, bytes: encodedBodySize });
  };
  page.on("response", note);
  await page.goto(`${address}/strategies/${id}`, { waitUntil: "commit" });
  const milliseconds = await page.evaluate(
    (count) =>
      new Promise((resolve) => {
        const look = () => {
          const nodes = document.querySelectorAll(".react-flow__node-graph");
          const isShown = nodes.length >= count && getComputedStyle(nodes[count - 1]).visibility !== "hidden";
          if (!isShown) requestAnimationFrame(look);
          else requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0));
        };
        look();
      }),
    nodeCount,
  );
  await page.waitForLoadState("networkidle");
  page.off("response", note);
  return { milliseconds: Math.round(milliseconds), scripts };
}

/**
 * Presses a key and returns the milliseconds from it to the frame after what `prepare` waits for. The listener is there before
 * the key is pressed: a page at work may see a key before a script that was sent earlier.
 */
async function measureKey(page, { key, prepare }) {
  await page.evaluate(prepare);
  await page.keyboard.press(key);
  return await page.evaluate(() => globalThis.measured);
}

/** Presses a key so many times and returns the milliseconds from the key to the frame after the palette's items appeared. */
export async function measureOpening(page, { key, times }) {
  const items = '[data-testid="quick-add"] [role="option"]';
  const taken = [];
  for (let round = 0; round < times; round += 1) {
    const prepare = () => {
      globalThis.measured = new Promise((resolve) => {
        const onKey = (event) => {
          if (event.key === "Shift") return;
          window.removeEventListener("keydown", onKey, { capture: true });
          const look = () => {
            if (document.querySelector('[data-testid="quick-add"] [role="option"]') === null)
              requestAnimationFrame(look);
            else setTimeout(() => resolve(performance.now() - event.timeStamp), 0);
          };
          requestAnimationFrame(look);
        };
        window.addEventListener("keydown", onKey, { capture: true });
      });
    };
    taken.push(await measureKey(page, { key, prepare }));
    await page.keyboard.press("Escape");
    await page.locator(items).first().waitFor({ state: "detached" });
  }
  return percentiles(taken);
}

/** Changes the focused number so many times and returns the milliseconds from the key to the frame with the new result. */
export async function measurePreview(page, { times }) {
  const taken = [];
  for (let round = 0; round < times; round += 1) {
    const prepare = () => {
      globalThis.measured = new Promise((resolve) => {
        const shown = document.querySelector('[data-testid="preview-fingerprint"]');
        const onKey = (event) => {
          new MutationObserver((_, observer) => {
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - event.timeStamp), 0));
          }).observe(shown, { characterData: true, subtree: true, childList: true });
        };
        window.addEventListener("keydown", onKey, { capture: true, once: true });
      });
    };
    const key = round % 2 === 0 ? "ArrowUp" : "ArrowDown";
    taken.push(await measureKey(page, { key, prepare }));
  }
  return percentiles(taken);
}

/** Changes a length of a node so many times and returns how long its worker compiled: when the page was opened, and for an edit. */
export async function measureCompile(page, { node, times }) {
  const compiled = async () => Number(/[\d.]+/.exec(await page.getByTestId("check-milliseconds").textContent())?.[0]);
  await page.getByRole("tab", { name: "Problems" }).click();
  const opened = await compiled();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.getByRole("textbox", { name: "Find a node" }).fill(node);
  await page.keyboard.press("Enter");
  await page.getByTestId("param-length").focus();
  const taken = [];
  for (let round = 0; round < times; round += 1) {
    await page.keyboard.press(round % 2 === 0 ? "ArrowUp" : "ArrowDown");
    await page.waitForTimeout(500); // until the worker has compiled and run the graph
    taken.push(await compiled());
  }
  return { opened, edit: percentiles(taken.slice(2)) };
}
