import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

const lookMilliseconds = 10;

/** Returns the milliseconds from the click to the full result: asked for, computed, and all that the page draws fetched. */
export async function timeBacktest({ address, demo }, request) {
  const started = performance.now();
  const { backtestId: id, reused } = await demo.mutate("backtests.run", request);
  if (reused) throw new Error("this sample was computed before: it would measure the memory of results");
  const { status, error } = await ended(demo, "backtests.get", id);
  if (status !== "succeeded") throw new Error(`the backtest ended ${status}: ${error?.message}`);
  const fetched = ["series", "prices", "trades"].map(async (part) => {
    const answer = await fetch(`${address}/api/backtests/${id}/${part}`, { headers: demo.headers });
    if (!answer.ok) throw new Error(`${part}: ${answer.status}`);
    await answer.arrayBuffer();
  });
  await Promise.all([...fetched, demo.query("backtests.report", { id })]);
  return { id, milliseconds: performance.now() - started };
}

/** Returns the milliseconds from the click until every point of a sweep was run and its figures are fetched. */
export async function timeSweep({ address, demo }, request) {
  const started = performance.now();
  const { sweepId: id, points } = await demo.mutate("sweeps.run", request);
  const { status, done } = await ended(demo, "sweeps.get", id);
  if (status !== "succeeded") throw new Error(`the sweep ended ${status}`);
  await (await fetch(`${address}/api/sweeps/${id}/results`, { headers: demo.headers })).arrayBuffer();
  return { points, done, milliseconds: performance.now() - started };
}

async function ended(demo, path, id) {
  for (;;) {
    const found = await demo.query(path, { id });
    if (found.finishedAt !== null) return found;
    await delay(lookMilliseconds);
  }
}

/** Returns the most memory, in megabytes, that a worker below the launcher has held; null where the system does not tell. */
export function workerMegabytes(launcherId) {
  try {
    const rows = execFileSync("ps", ["-e", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
    const processes = rows.map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row)).filter((row) => row !== null);
    const worker = processes.find(([, , parent, args]) => Number(parent) === launcherId && /worker\.js/.test(args));
    const status = readFileSync(`/proc/${worker[1]}/status`, "utf8");
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)[1]) / 1024);
  } catch {
    return null;
  }
}

/**
 * Opens the page of a result and returns the milliseconds from the navigation until its figures, its curve and its trades are on the
 * screen and it answers a click: the tab of costs, which adds up every trade.
 */
export async function openResult(page, { address, id }) {
  await page.goto(`${address}/backtests/${id}`, { waitUntil: "commit" });
  const shown = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const look = () => {
          const figures = document.querySelector('section[aria-label="Headline figures"]');
          const rows = document.querySelectorAll('[role="tabpanel"] table tbody tr, [role="tabpanel"] [role="row"]');
          const charts = document.querySelectorAll("main canvas");
          if (figures === null || rows.length < 5 || charts.length === 0) requestAnimationFrame(look);
          else requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0));
        };
        look();
      }),
  );
  const clicked = performance.now();
  await page.getByRole("tab", { name: "Costs" }).click();
  await page.getByRole("tab", { name: "Costs", selected: true }).waitFor();
  return { shown: Math.round(shown), click: Math.round(performance.now() - clicked) };
}
