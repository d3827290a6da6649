/**
 * Runs stages in their order, one of each lane at a time, each after those of the chosen ones that it names in `after`. What one waits
 * for (a process that starts, a file that is read) the other computes in, so that two processors are busy throughout.
 * After a red stage none is begun; those under way are finished, as their result is worth knowing. Returns the stages not run.
 * `runStage(stage)` tells whether a stage was green.
 */
export async function runStages(stages, runStage) {
  const chosen = new Set(stages.map(({ name }) => name));
  const waiting = [...stages];
  const done = new Set();
  const busy = new Map();
  let isRed = false;

  const mayBegin = ({ lane, after = [] }) =>
    !busy.has(lane) && after.every((name) => !chosen.has(name) || done.has(name));
  /** The next stage of a lane is the first that waits for it: a lane keeps its order. */
  const next = () =>
    waiting.find((stage) => waiting.find(({ lane }) => lane === stage.lane) === stage && mayBegin(stage));

  function begin(stage) {
    waiting.splice(waiting.indexOf(stage), 1);
    const run = (async () => {
      if (!(await runStage(stage))) isRed = true;
      done.add(stage.name);
      busy.delete(stage.lane);
    })();
    busy.set(stage.lane, run);
  }

  for (;;) {
    for (let stage = next(); stage !== undefined && !isRed; stage = next()) begin(stage);
    if (busy.size === 0) return waiting;
    await Promise.race(busy.values());
  }
}
