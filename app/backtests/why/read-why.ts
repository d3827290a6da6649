import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { Program } from "@/graph-runtime/compiler/program.ts";
import { openLaneFeed } from "@/graph-runtime/sim/lane-feed.ts";
import { why } from "@/graph-runtime/sim/why.ts";
import type { WhyReading, WhySubject } from "./why-messages.ts";

/** Runs a strategy up to the bar that holds an instant and tells what it thought there; null where there is no bar. */
export function readWhy(subject: WhySubject, time: number, lane: number): WhyReading | null {
  const { document, parameters, lanes, references } = subject;
  const { program, diagnostics } = compile(document, { parameters, keep: "all" });
  if (program === null) throw new Error(diagnostics[0]?.message ?? "The strategy does not compile.");
  const axis = openLaneFeed({ program, lanes, references }).time;
  const bar = lastAtOrBefore(axis, time);
  const answer = bar < 0 ? null : why({ program, lanes, references, bar, lane });
  if (answer === null) return null;
  const titles = titlesOf(program);
  return {
    time: answer.time,
    orders: answer.orders.map((order) => ({
      ...order,
      title: titles.get(order.nodeId) ?? order.nodeId,
      blocker: order.heldBackBy === null ? null : (titles.get(order.heldBackBy.nodeId) ?? order.heldBackBy.nodeId),
    })),
    values: program.nodes.flatMap((node) =>
      Object.entries(node.definition.outputs).flatMap(([port, { label, type }]) => {
        const value = answer.values[`${node.id}.${port}`];
        if (value === undefined || !(type === "number" || type === "boolean" || type === "event")) return [];
        if (node.definition.market?.[port] !== undefined) return [];
        const title = titles.get(node.id) ?? node.id;
        return [{ label: label === title ? title : `${title}: ${label}`, value, isCondition: type !== "number" }];
      }),
    ),
    position: answer.position,
    equity: answer.equity,
  };
}

function titlesOf({ document, nodes }: Program): ReadonlyMap<string, string> {
  const labels = new Map(document.nodes.map(({ id, label }) => [id, label]));
  return new Map(
    nodes.map(({ id, definition, params }) => [
      id,
      labels.get(id) ?? definition.explain?.(params) ?? definition.meta.title,
    ]),
  );
}

function lastAtOrBefore(time: Float64Array, instant: number): number {
  let [low, high] = [0, time.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((time[middle] ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
