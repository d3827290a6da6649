import type { Slot } from "../../compiler/program.ts";
import { Engine } from "../../engine/engine.ts";
import type { EngineSetup } from "../../engine/engine-setup.ts";
import { slotsDecidedBy } from "../../engine/read-slots.ts";
import { canRestart, restartEngine } from "../../engine/restart-engine.ts";
import type { Settings } from "../../graph/settings.ts";

type Columns = ReadonlyMap<Slot, Float64Array>;

/** What an engine is asked for, and how the rest of what it is built from is made where none is kept. */
export type KeptTask = Pick<EngineSetup, "program" | "settings" | "log" | "blockSize"> & {
  readonly setupOf: (blockSize: number) => EngineSetup;
};

/**
 * The engine of a sweep's last point, used again where the next one differs in its signals alone: to build one costs as much as a
 * seventh of what it is built for. It keeps columns of its own for what decisions read, and the next point's are copied into them.
 */
export class KeptEngine {
  #kept: { readonly engine: Engine; readonly task: KeptTask } | null = null;
  #own: readonly ReadonlyMap<Slot, Float64Array>[] = [];

  /** Returns an engine at its beginning; `computed` are the columns of the whole history. */
  of(task: KeptTask, computed: readonly Columns[]): Engine {
    if (this.#kept !== null && isSameButForSignals(this.#kept.task, task)) {
      for (let lane = 0; lane < this.#own.length; lane++)
        for (const [slot, column] of this.#own[lane]!) column.set(computed[lane]!.get(slot)!);
      restartEngine(this.#kept.engine);
      return this.#kept.engine;
    }
    const read = slotsDecidedBy(task.program);
    this.#own = computed.map((columns) => new Map(read.map((slot) => [slot, columns.get(slot)!.slice()])));
    const given = computed.map((columns, lane) => new Map([...columns, ...this.#own[lane]!]));
    const engine = new Engine({ ...task.setupOf(task.blockSize), computed: given });
    this.#kept = canRestart(engine, task.settings) ? { engine, task } : null;
    return engine;
  }
}

function isSameButForSignals(kept: KeptTask, next: KeptTask): boolean {
  if (kept.blockSize !== next.blockSize || kept.log !== next.log || !isSameSettings(kept.settings, next.settings))
    return false;
  const before = kept.program.nodes;
  const after = next.program.nodes;
  if (kept.program.protections !== next.program.protections || before.length !== after.length) return false;
  for (let i = 0; i < after.length; i++) {
    const node = after[i]!;
    const isBound = node.stage === "signal" && !next.program.protections.includes(i);
    if (!isBound && before[i]!.params !== node.params) return false;
  }
  return true;
}

/** All settings of a sweep come from one document, so that equal parts are the same objects. */
function isSameSettings(kept: Settings, next: Settings): boolean {
  if (kept === next) return true;
  return (Object.keys(next) as (keyof Settings)[]).every((key) => kept[key] === next[key]);
}
