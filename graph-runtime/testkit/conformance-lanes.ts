import type { NodeDefinition } from "../nodes/define-node.ts";
import { NOT_WRITTEN, type NodeSeries } from "../nodes/run-node.ts";
import type { ConformanceCard } from "./conformance.ts";
import { forEachSet } from "./conformance-behaviour.ts";
import { genericSeries, sliceSeries } from "./node-series.ts";
import { type CrossRun, runCrossNode } from "./run-cross-node.ts";

const LENGTH = 260;
const LANES = 5;

/** Lanes that differ in every value, with bars and single values missing here and there; what belongs to the portfolio is the same. */
function severalSeries(definition: NodeDefinition, hasHoles: boolean): NodeSeries[] {
  const first = genericSeries(definition, LENGTH, 31);
  return Array.from({ length: LANES }, (_, lane) => {
    const own = genericSeries(definition, LENGTH, 31 + 57 * lane);
    const series: Record<string, Float64Array> = {};
    for (const [name, column] of Object.entries(own)) {
      const isShared = definition.inputs[name]?.domain === "all";
      series[name] = (isShared ? first[name]! : column).slice();
      if (!hasHoles || isShared || name === "time") continue;
      for (let i = 0; i < LENGTH; i++) if (i % 23 === (lane * 5) % 23) series[name]![i] = Number.NaN;
      if (name !== "close") for (let i = lane; i < LENGTH; i += 31) series[name]![i] = Number.NaN;
      // a bar on which nobody is there
      series[name]![200] = Number.NaN;
    }
    return series;
  });
}

function difference(a: CrossRun, b: CrossRun, count: number, shift = 0): string | null {
  for (const [lane, ports] of a.lanes.entries()) {
    for (const [port, column] of Object.entries(ports)) {
      const other = b.lanes[lane]![port]!;
      for (let i = 0; i < count; i++)
        if (!Object.is(column[i + shift]!, other[i]!))
          return `${port} of lane ${lane} at bar ${i + shift} is ${other[i]}, was ${column[i + shift]}`;
    }
  }
  const own = a.wishes.filter(({ bar }) => bar >= shift && bar < shift + count);
  const others = b.wishes.filter(({ bar }) => bar < count);
  const text = (wishes: CrossRun["wishes"], by: number): string =>
    JSON.stringify(wishes.map(({ bar, weights }) => [bar - by, weights.map(String)]));
  return text(own, shift) === text(others, 0) ? null : "it asks for other weights";
}

type LaneCheck = (
  definition: NodeDefinition,
  run: (lanes: readonly NodeSeries[], more?: { blockSize?: number; state?: Float64Array }) => CrossRun,
  lanes: readonly NodeSeries[],
) => string | null;

/** Runs a check of cross-sectional kinds for each parameter set, on whole and on holed lanes; other kinds pass. */
function acrossLanes(check: LaneCheck): ConformanceCard["check"] {
  return (definition) => {
    if (!definition.cross) return null;
    return forEachSet(definition, ({ params }) => {
      for (const hasHoles of [false, true]) {
        const problem = check(
          definition,
          (lanes, more = {}) => runCrossNode(definition, { params, lanes, ...more }),
          severalSeries(definition, hasHoles),
        );
        if (problem !== null) return problem;
      }
      return null;
    });
  };
}

const checkWritten: LaneCheck = (definition, run, lanes) => {
  for (const [lane, ports] of run(lanes).lanes.entries()) {
    for (const [port, column] of Object.entries(ports)) {
      const { type, domain } = definition.outputs[port]!;
      const isCondition = type === "boolean" || type === "event" || type === "universe";
      for (let i = 0; i < LENGTH; i++) {
        const value = column[i]!;
        const place = `${port} of lane ${lane} at bar ${i}`;
        if (value === NOT_WRITTEN) return `${place} is not written`;
        if (Math.abs(value) === Number.POSITIVE_INFINITY) return `${place} is infinite, not unknown`;
        if (isCondition && value !== 0 && value !== 1 && !Number.isNaN(value)) return `${place} is ${value}`;
        if (domain !== "all" && !Number.isNaN(value) && Number.isNaN(lanes[lane]!["close"]![i]!))
          return `${place} is known, where the instrument has no bar`;
      }
    }
  }
  return null;
};

const checkCausal: LaneCheck = (_, run, lanes) => {
  const whole = run(lanes);
  for (const count of [1, 2, 40, LENGTH - 1]) {
    const problem = difference(whole, run(lanes.map((series) => sliceSeries(series, 0, count))), count);
    if (problem !== null) return `the future changes the past: with ${count} bars ${problem}`;
  }
  return null;
};

const checkBlocks: LaneCheck = (_, run, lanes) => {
  const whole = run(lanes);
  for (const blockSize of [1, 7, 64]) {
    const problem = difference(whole, run(lanes, { blockSize }), LENGTH);
    if (problem !== null) return `in blocks of ${blockSize} ${problem}`;
  }
  return null;
};

const checkSnapshot: LaneCheck = (_, run, lanes) => {
  const whole = run(lanes);
  for (const cut of [1, 13, 100, LENGTH - 3]) {
    const before = run(lanes.map((series) => sliceSeries(series, 0, cut)));
    const rest = lanes.map((series) => sliceSeries(series, cut, LENGTH));
    const problem = difference(whole, run(rest, { state: before.state.slice() }), LENGTH - cut, cut);
    if (problem !== null) return `restored at bar ${cut}, ${problem}`;
  }
  return null;
};

/** Where no two values are equal, the order of the instruments decides nothing but the last digits of sums. */
const checkOrder: LaneCheck = (definition, run, lanes) => {
  // a set by name is about names, and follows them
  if (definition.members) return null;
  const turned = [...lanes.slice(2), ...lanes.slice(0, 2)];
  const straight = run(lanes);
  const other = run(turned);
  for (const [lane, ports] of straight.lanes.entries()) {
    for (const [port, column] of Object.entries(ports)) {
      const moved = other.lanes[(lane - 2 + LANES) % LANES]![port]!;
      const bar = column.findIndex((value, i) => !isNear(value, moved[i]!));
      if (bar >= 0) return `${port} of lane ${lane} at bar ${bar} depends on the order of the instruments`;
    }
  }
  return null;
};

function isNear(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a));
}

export const laneCards: readonly ConformanceCard[] = [
  {
    name: "across lanes, every output is written, and unknown where there is no bar",
    check: acrossLanes(checkWritten),
  },
  { name: "across lanes, the future never changes the past", check: acrossLanes(checkCausal) },
  { name: "across lanes, any block size gives the same bits", check: acrossLanes(checkBlocks) },
  { name: "across lanes, a snapshot restored at any bar changes nothing", check: acrossLanes(checkSnapshot) },
  { name: "the order of the instruments decides nothing", check: acrossLanes(checkOrder) },
];
