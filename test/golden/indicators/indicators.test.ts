import { expect, test } from "vitest";
import { registry } from "@/graph-runtime/nodes/registry.ts";
import { runNode } from "@/graph-runtime/nodes/run-node.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";
import { type Bars, PLAIN_INDICATORS } from "./plain-indicators.ts";

const columns = syntheticBars({ seed: 31, length: 300 });
const bars: Bars = {
  open: [...columns.open],
  high: [...columns.high],
  low: [...columns.low],
  close: [...columns.close],
  volume: [...columns.volume],
};

test.each(Object.entries(PLAIN_INDICATORS))("%s is what its definition says", (kind, plain) => {
  const definition = registry.get(kind)!;
  const series = { ...columns, ...(definition.inputs["source"] ? { source: columns.close } : {}) };
  const { outputs } = runNode(definition, { params: definition.params.parse({}), series });
  for (const [port, expected] of Object.entries(plain(bars))) {
    const scale = Math.max(...expected.filter((value) => !Number.isNaN(value)).map(Math.abs));
    expect(scale).toBeGreaterThan(0);
    expected.forEach((value, i) => {
      const found = outputs[port]![i]!;
      expect(Number.isNaN(found), `${port}, bar ${i}`).toBe(Number.isNaN(value));
      if (!Number.isNaN(value)) expect(Math.abs(found - value) / scale, `${port}, bar ${i}`).toBeLessThan(1e-9);
    });
  }
});
