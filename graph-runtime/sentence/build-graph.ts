import type { GraphDocumentInput, GraphEdge, GraphNode, ParamValue } from "../graph/document.ts";
import type { NodeDefinition } from "../nodes/define-node.ts";
import { registry } from "../nodes/registry.ts";
import type { Condition, Distance, Rule, Series, Size } from "./meaning.ts";

type Port = { readonly node: string; readonly port: string };
type Params = Readonly<Record<string, ParamValue>>;

/** An input is fed by a port, or left to the parameter of the same meaning where the other side is a plain number. */
type Inputs = Readonly<Record<string, Port>>;

const COLUMN = 288;
const ROW = 240;
const MARKET_INPUTS = ["open", "high", "low", "close", "volume"] as const;

/** Puts the meaning of a text together as nodes and edges; equal parts become one node. */
export class GraphBuilder {
  readonly #nodes: { readonly node: GraphNode; readonly column: number }[] = [];
  readonly #edges: GraphEdge[] = [];
  readonly #known = new Map<string, string>();
  readonly #columns = new Map<string, number>();
  readonly notes: string[] = [];

  rule(rule: Rule, fallbackSize: Size | null): void {
    switch (rule.type) {
      case "enter": {
        const size = rule.size ?? fallbackSize;
        const params = {
          direction: rule.direction,
          ...(rule.reverse ? { reverse: true } : {}),
          ...(size === null ? {} : { amount: size.amount, unit: size.unit }),
        };
        const when = rule.when === null ? null : this.#trigger(rule.when);
        this.#node(rule.direction === "long" ? "buy" : "short", "order.enter", params, when === null ? {} : { when });
        return;
      }
      case "exit": {
        const params = {
          ...(rule.side === "any" ? {} : { side: rule.side }),
          ...(rule.percent === 100 ? {} : { percent: rule.percent }),
        };
        const when = rule.when === null ? null : this.#condition(rule.when);
        this.#node("sell", "order.exit", params, when === null ? {} : { when });
        return;
      }
      case "stop":
        this.#protection("stop", "exit.stop-loss", rule.distance);
        return;
      case "target":
        this.#protection("target", "exit.take-profit", rule.distance);
        return;
      case "trail":
        this.#protection("trail", "exit.trailing-stop", rule.distance);
        return;
    }
  }

  parts(): Pick<GraphDocumentInput, "nodes" | "edges" | "ui"> {
    const rows = new Map<number, number>();
    const places: Record<string, { x: number; y: number }> = {};
    for (const { node, column } of this.#nodes) {
      const row = rows.get(column) ?? 0;
      rows.set(column, row + 1);
      places[node.id] = { x: column * COLUMN, y: row * ROW };
    }
    return { nodes: this.#nodes.map(({ node }) => node), edges: this.#edges, ui: { nodes: places } };
  }

  #protection(name: string, kind: string, distance: Distance): void {
    if (distance.unit !== "atr") {
      this.#node(name, kind, { distance: distance.amount, unit: distance.unit }, {});
      return;
    }
    const range = this.#series({ type: "indicator", kind: "indicator.atr", params: {}, output: "value" });
    const width = this.#node(
      "distance",
      "math.arithmetic",
      { operation: "multiply", number: distance.amount },
      { a: range },
    );
    this.#node(name, kind, { unit: "price" }, { distance: { node: width, port: "value" } });
  }

  /** An entry takes events too. */
  #trigger(condition: Condition): Port {
    if (condition.type !== "schedule") return this.#condition(condition);
    return { node: this.#node("schedule", "time.schedule", { period: condition.period }, {}), port: "event" };
  }

  #condition(condition: Condition): Port {
    const of = (name: string, kind: string, params: Params, inputs: Inputs, port = "result"): Port => ({
      node: this.#node(name, kind, params, inputs),
      port,
    });
    switch (condition.type) {
      case "cross": {
        const { a, direction, b } = condition;
        const { params, inputs } = this.#sides(a, b);
        return of(
          direction === "above" ? "up" : "down",
          "compare.crossover",
          { direction, ...params },
          inputs,
          "crossed",
        );
      }
      case "compare": {
        const { a, relation, b } = condition;
        const { params, inputs } = this.#sides(a, b);
        return of(relation.endsWith("above") ? "above" : "below", "compare.compare", { relation, ...params }, inputs);
      }
      case "between": {
        const { relation, lower, upper } = condition;
        return of("range", "compare.between", { relation, lower, upper }, { source: this.#series(condition.a) });
      }
      case "rising": {
        const { direction, length } = condition;
        return of(direction, "compare.rising", { direction, length }, { source: this.#series(condition.a) });
      }
      case "moved": {
        const { direction, amount, unit, length } = condition;
        return of(
          "moved",
          "compare.moved-by",
          { direction, amount, unit, length },
          { source: this.#series(condition.a) },
        );
      }
      case "trend": {
        const rising: Port = { node: this.#indicator("indicator.supertrend", {}, undefined), port: "rising" };
        return condition.rising ? rising : of("not", "logic.not", {}, { a: rising });
      }
      case "held": {
        const held: Port = { node: this.#node("position", "market.position", {}, {}), port: "barsHeld" };
        return of("held", "compare.compare", { relation: "at-or-above", level: condition.bars }, { a: held });
      }
      case "window":
        return of("time", "time.window", { from: condition.from, to: condition.to }, {});
      case "weekday": {
        const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        return of(
          "day",
          "time.weekday",
          Object.fromEntries(days.map((day) => [day, condition.days.includes(day)])),
          {},
        );
      }
      case "schedule":
        return this.#scheduled(condition.period);
      case "all":
      case "any": {
        const inputs = condition.parts.map((part, index) => ["abcdefgh"[index] ?? "h", this.#condition(part)] as const);
        return of(condition.type, `logic.${condition.type}`, {}, Object.fromEntries(inputs));
      }
    }
  }

  /** Where a condition is wanted an event will not do: the schedule's bar is 1 on the first. */
  #scheduled(period: string): Port {
    const schedule = this.#node("schedule", "time.schedule", { period }, {});
    const first = { relation: "at-or-below", level: 1 };
    return {
      node: this.#node("first", "compare.compare", first, { a: { node: schedule, port: "bar" } }),
      port: "result",
    };
  }

  #sides(a: Series, b: Series): { readonly params: Params; readonly inputs: Inputs } {
    const left = this.#series(a);
    return b.type === "number"
      ? { params: { level: b.value }, inputs: { a: left } }
      : { params: {}, inputs: { a: left, b: this.#series(b) } };
  }

  #series(series: Series): Port {
    switch (series.type) {
      case "field":
        return { node: this.#node("price", "market.bars", {}, {}), port: series.field };
      case "number":
        return { node: this.#node("level", "value.constant", { value: series.value }, {}), port: "value" };
      case "indicator":
        return { node: this.#indicator(series.kind, series.params, series.source), port: series.output };
      case "earlier": {
        const source = this.#series(series.source);
        return { node: this.#node("earlier", "math.bars-ago", { bars: series.bars }, { source }), port: "value" };
      }
      case "times": {
        const a = this.#series(series.source);
        return {
          node: this.#node("times", "math.arithmetic", { operation: "multiply", number: series.factor }, { a }),
          port: "value",
        };
      }
    }
  }

  #indicator(kind: string, params: Readonly<Record<string, number | string>>, source: Series | undefined): string {
    const definition = registry.get(kind);
    const market = MARKET_INPUTS.filter((input) => definition !== undefined && input in definition.inputs);
    const inputs: Record<string, Port> = {};
    for (const field of market) inputs[field] = this.#series({ type: "field", field });
    if (source !== undefined) inputs["source"] = this.#series(source);
    const length = params["length"];
    const name = `${kind.split(".")[1] ?? "value"}${typeof length === "number" ? `-${length}` : ""}`;
    return this.#node(name, kind, params, inputs);
  }

  #node(name: string, kind: string, params: Params, inputs: Inputs): string {
    const definition = registry.get(kind);
    const legal = definition === undefined ? params : this.#legal(definition, params);
    const key = JSON.stringify([kind, legal, inputs]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    let id = name;
    for (let count = 2; this.#columns.has(id); count++) id = `${name}-${count}`;
    const sources = Object.values(inputs);
    const column = Math.max(-1, ...sources.map(({ node }) => this.#columns.get(node) ?? 0)) + 1;
    this.#known.set(key, id);
    this.#columns.set(id, column);
    this.#nodes.push({ node: { id, kind, version: definition?.version ?? 1, params: legal }, column });
    for (const [port, from] of Object.entries(inputs)) this.#edges.push({ from, to: { node: id, port } });
    return id;
  }

  /** Leaves out the values that a kind does not take, and says so: its own stand in their place. */
  #legal(definition: NodeDefinition, params: Params): Params {
    const parsed = definition.params.safeParse(params);
    if (parsed.success) return params;
    const refused = new Map(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
    for (const [key, message] of refused)
      this.notes.push(
        `${definition.meta.title}: ${key} ${String(params[key])} is not possible (${message}); the usual value is taken.`,
      );
    return Object.fromEntries(Object.entries(params).filter(([key]) => !refused.has(key)));
  }
}
