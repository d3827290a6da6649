import { hasErrors } from "@/graph-runtime/core/diagnostic.ts";
import { gridCells, pointOf, randomCells } from "@/graph-runtime/sim/sweep/sweep-axes.ts";
import { AppError } from "../../errors/app-error.ts";
import { computePoints } from "../../features/sweeps/compute-points.ts";
import { SweepMetric, SweepPlan, sweepMetrics } from "../../features/sweeps/dto.ts";
import { planAxes } from "../../features/sweeps/plan-axes.ts";
import { bestPoint, countStates, emptyResults, figureOf, pointStates } from "../../features/sweeps/sweep-results.ts";
import { type Command, UsageError } from "../command.ts";
import { describeDiagnostic, loadGraph } from "../load-graph.ts";
import { DATA_OPTIONS, DATA_USAGE, loadLanes, makeLanes, splitLanes } from "../load-lanes.ts";
import { type Parsed, parseOptions } from "../parse-options.ts";

const OPTIONS = {
  knob: { type: "string", multiple: true },
  random: { type: "string" },
  seed: { type: "string" },
  objective: { type: "string" },
  least: { type: "string", multiple: true },
  most: { type: "string", multiple: true },
  "hold-out": { type: "string" },
  json: { type: "boolean" },
} as const;

export const sweepCommand: Command = {
  name: "sweep",
  usage: `sweep <graph.json> ${DATA_USAGE} --knob key=from..to/step | key=a,b,c ... [--random samples] [--seed n] [--objective [-]metric] [--least metric=n ...] [--most metric=n ...] [--hold-out share] [--json]`,
  summary: `run a graph with many values of its knobs and name the best point; metrics: ${sweepMetrics.join(", ")}; -metric looks for the least`,
  run: async (parameters) => {
    const options = parseOptions(parameters, { ...DATA_OPTIONS, ...OPTIONS }, "graph.json");
    const plan = readPlan(options);
    const { program, document, diagnostics } = await loadGraph(options.file);
    const loaded = await loadLanes(options);
    const problems = [...diagnostics, ...loaded.diagnostics];
    const messages = problems.map(describeDiagnostic);
    if (program === null || document === null || hasErrors(problems)) return { output: "", messages, ok: false };
    const axes = refusingInWords(() => planAxes(program.document, plan));
    const cells = plan.mode === "grid" ? gridCells(axes) : randomCells(axes, plan.samples, plan.seed);
    const results = emptyResults(cells, axes.length);
    const { lanes, references } = splitLanes(program, makeLanes(program, loaded.lanes));
    const time = lanes[0]?.bars.time ?? new Float64Array();
    const until = plan.holdOut === 0 ? null : (time[Math.floor(time.length * (1 - plan.holdOut))] ?? null);
    const shared = new Int32Array(new SharedArrayBuffer(8));
    computePoints({ document, lanes, references, axes, results, until, shared });
    const figuresOf = (point: number) =>
      Object.fromEntries(sweepMetrics.map((metric) => [metric, finite(figureOf(results, point, metric))]));
    const describe = (point: number) => ({ point, parameters: pointOf(axes, cells, point), figures: figuresOf(point) });
    const best = bestPoint(results, plan);
    const points = Array.from(results.states, (state, point) => ({ state, point }));
    const report = {
      plan,
      points: results.states.length,
      ...countStates(results.states),
      best: best === null ? null : describe(best),
      results: points.filter(({ state }) => state === pointStates.done).map(({ point }) => describe(point)),
    };
    const text = best === null ? "no point keeps the constraints" : JSON.stringify(report.best);
    const output = options.flag("json")
      ? JSON.stringify(report)
      : `${report.done} of ${report.points} points run\n${text}`;
    return { output, messages, ok: true };
  },
};

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function readPlan(options: Parsed): SweepPlan {
  const random = options.text("random");
  const objective = options.text("objective") ?? "sharpe";
  const metric = objective.replace(/^-/, "");
  const bounds = (name: "least" | "most") =>
    options.list(name).map((text) => {
      const [of = "", value = ""] = text.split("=");
      return { metric: of, [name]: Number(value) };
    });
  const read = SweepPlan.safeParse({
    knobs: options.list("knob").map(readKnob),
    ...(random === undefined ? {} : { mode: "random", samples: Number(random) }),
    seed: Number(options.text("seed") ?? 1),
    objective: { metric, direction: objective.startsWith("-") ? "least" : "most" },
    constraints: [...bounds("least"), ...bounds("most")],
    holdOut: Number(options.text("hold-out") ?? 0),
  });
  if (read.success) return read.data;
  if (!SweepMetric.safeParse(metric).success)
    throw new UsageError(`there is no metric ${metric}; expected one of ${sweepMetrics.join(", ")}`);
  throw new UsageError(read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
}

function readKnob(text: string): unknown {
  const found = /^([^=]+)=(.+)$/.exec(text);
  if (found === null) throw new UsageError(`--knob takes key=from..to/step or key=a,b,c, found "${text}"`);
  const [, key = "", values = ""] = found;
  const range = /^(-?[\d.eE]+?)\.\.(-?[\d.eE]+)\/([\d.eE]+)$/.exec(values);
  if (range !== null) return { key, from: Number(range[1]), to: Number(range[2]), step: Number(range[3]) };
  return { key, values: values.split(",").map((value) => (Number.isNaN(Number(value)) ? value : Number(value))) };
}

/** A plan that is refused is a wrong use of the command line. */
function refusingInWords<Value>(make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    throw error instanceof AppError ? new UsageError(error.message) : error;
  }
}
