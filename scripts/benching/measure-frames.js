import { percentiles } from "./percentiles.js";

/** Starts to note, in the page, how long each frame keeps the main thread: from its first input event to after its paint. */
async function startRecording(page) {
  await page.evaluate(() => {
    const recording = { work: [], intervals: [], started: null, last: null, isOn: true };
    window.__frames = recording;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      if (recording.started !== null) recording.work.push(performance.now() - recording.started);
      recording.started = null;
    };
    const note = () => {
      recording.started ??= performance.now();
    };
    for (const type of ["pointermove", "mousemove", "wheel"]) window.addEventListener(type, note, { capture: true });
    const frame = (time) => {
      if (!recording.isOn) return;
      if (recording.last !== null) recording.intervals.push(time - recording.last);
      recording.last = time;
      if (recording.started !== null) channel.port2.postMessage(null);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

async function stopRecording(page) {
  const { work, intervals } = await page.evaluate(() => {
    window.__frames.isOn = false;
    return window.__frames;
  });
  return { work: percentiles(work), interval: percentiles(intervals) };
}

/** Returns a function that tells the processor time, in milliseconds, that the page's main thread has used. */
async function readProcessorTime(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "TaskDuration").value;
  };
}

/**
 * Drags with a mouse button held, one small step per frame, and returns how long the frames took: by the clock, and in mean
 * processor time, which says the same when others load the machine.
 */
export async function measureDrag(page, { from, by, button, steps = 90 }) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down({ button });
  await page.mouse.move(from.x + 12, from.y + 12, { steps: 3 });
  const processorTime = await readProcessorTime(page);
  await startRecording(page);
  const before = await processorTime();
  for (let step = 1; step <= steps; step += 1) {
    const share = Math.sin((step / steps) * Math.PI);
    await page.mouse.move(from.x + 12 + by.x * share, from.y + 12 + by.y * share);
  }
  const processor = Math.round(((await processorTime()) - before) * (10 / steps)) / 10;
  const frames = await stopRecording(page);
  await page.mouse.up({ button });
  return { ...frames, processor };
}
