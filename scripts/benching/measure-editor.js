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

/** Presses a key so many times and returns the milliseconds from the key to the frame after `selector` appeared. */
export async function measureOpening(page, { key, selector, times }) {
  const taken = [];
  for (let round = 0; round < times; round += 1) {
    const waiting = page.evaluate(
      (wanted) =>
        new Promise((resolve) => {
          window.addEventListener(
            "keydown",
            (event) => {
              const look = () => {
                if (document.querySelector(wanted) === null) requestAnimationFrame(look);
                else setTimeout(() => resolve(performance.now() - event.timeStamp), 0);
              };
              requestAnimationFrame(look);
            },
            { capture: true, once: true },
          );
        }),
      selector,
    );
    await page.keyboard.press(key);
    taken.push(await waiting);
    await page.keyboard.press("Escape");
  }
  return percentiles(taken);
}

/** Changes the focused number so many times and returns the milliseconds from the key to the frame with the new result. */
export async function measurePreview(page, { times }) {
  const taken = [];
  for (let round = 0; round < times; round += 1) {
    const waiting = page.evaluate(
      () =>
        new Promise((resolve) => {
          const shown = document.querySelector('[data-testid="preview-fingerprint"]');
          window.addEventListener(
            "keydown",
            (event) => {
              new MutationObserver((_, observer) => {
                observer.disconnect();
                requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - event.timeStamp), 0));
              }).observe(shown, { characterData: true, subtree: true, childList: true });
            },
            { capture: true, once: true },
          );
        }),
    );
    await page.keyboard.press(round % 2 === 0 ? "ArrowUp" : "ArrowDown");
    taken.push(await waiting);
  }
  return percentiles(taken);
}
