import { hasErrors } from "@/graph-runtime/core/diagnostic.ts";
import { isoUtc } from "@/graph-runtime/core/time.ts";
import { missingInstruments } from "@/graph-runtime/sim/lane-feed.ts";
import { type Trace, traceRun } from "@/graph-runtime/sim/trace-run.ts";
import { type Command, UsageError } from "../command.ts";
import { describeDiagnostic, loadGraph } from "../load-graph.ts";
import { DATA_OPTIONS, DATA_USAGE, loadLanes, makeLanes, splitLanes } from "../load-lanes.ts";
import { loadSignals, SIGNAL_OPTIONS, SIGNAL_USAGE } from "../load-signals.ts";
import { parseOptions, readPairs } from "../parse-options.ts";
import { readParameters } from "../read-parameters.ts";

export const traceCommand: Command = {
  name: "trace",
  usage: `trace <graph.json> ${DATA_USAGE} ${SIGNAL_USAGE} --ports node.port,... [--set key=value ...] [--json]`,
  summary: "the values of ports bar by bar, as CSV; an empty cell is unknown",
  run: async (parameters) => {
    const options = parseOptions(
      parameters,
      {
        ...DATA_OPTIONS,
        ...SIGNAL_OPTIONS,
        ports: { type: "string" },
        set: { type: "string", multiple: true },
        json: { type: "boolean" },
      },
      "graph.json",
    );
    const ports = (options.text("ports") ?? "")
      .split(",")
      .map((port) => port.trim())
      .filter((port) => port !== "");
    if (ports.length === 0) throw new UsageError("expected --ports node.port,..., found none");
    const changes = readParameters(readPairs(options.list("set"), "set"));
    const { program, diagnostics } = await loadGraph(options.file, { parameters: changes.parameters, keep: ports });
    const loaded = await loadLanes(options);
    const problems = [...diagnostics, ...loaded.diagnostics];
    const messages = problems.map(describeDiagnostic);
    if (program === null || hasErrors(problems)) return { output: "", messages, ok: false };
    for (const port of ports) {
      if (program.ports.has(port)) continue;
      throw new UsageError(`there is no port "${port}"; this graph has: ${[...program.ports.keys()].join(", ")}`);
    }
    const data = splitLanes(program, makeLanes(program, loaded.lanes));
    const { lanes } = data;
    const missing = missingInstruments({ program, ...data });
    if (missing.length > 0) return { output: "", messages: missing.map(describeDiagnostic), ok: false };
    const recorded = await loadSignals(program, options);
    if (hasErrors(recorded.diagnostics))
      return { output: "", messages: recorded.diagnostics.map(describeDiagnostic), ok: false };
    const { signals } = recorded;
    const trace = traceRun({ program, ...data, signals, ports, overrides: changes.overrides(program.settings) });
    const names = trace.columns.map(({ port, lane }) =>
      lanes.length === 1 ? port : `${lanes[lane]!.instrument.symbol}:${port}`,
    );
    const output = options.flag("json") ? toJson(trace, names) : toCsv(trace, names);
    return { output, messages, ok: true };
  },
};

function toCsv({ time, columns }: Trace, names: readonly string[]): string {
  const lines = [["time", ...names].join(",")];
  for (let i = 0; i < time.length; i++) {
    let line = isoUtc(time[i]!);
    for (const { values } of columns) line += Number.isNaN(values[i]!) ? "," : `,${values[i]}`;
    lines.push(line);
  }
  return lines.join("\n");
}

function toJson({ time, columns }: Trace, names: readonly string[]): string {
  const ports = Object.fromEntries(
    columns.map(({ values }, index) => [
      names[index]!,
      Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
    ]),
  );
  return JSON.stringify({ time: Array.from(time, isoUtc), ports });
}
