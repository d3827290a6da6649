import { expect, test } from "vitest";
import { emptyBars } from "@/graph-runtime/market/bars.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { why } from "@/graph-runtime/sim/why.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { countGates } from "./count-gates.ts";
import { compileToLook } from "./look.ts";

/** Bars that swing at two speeds, so that conditions turn often and apart from each other. */
function swingingLane(count: number) {
  const bars = emptyBars(count);
  for (let index = 0; index < count; index += 1) {
    const price = 100 + 20 * Math.sin(index / 25) + 4 * Math.sin(index / 3);
    bars.time[index] = index * 86_400_000;
    bars.open[index] = price;
    bars.high[index] = price + 1;
    bars.low[index] = price - 1;
    bars.close[index] = price + 0.5;
    bars.volume[index] = 1000;
  }
  return { instrument: shareInstrument("TEST"), bars };
}

const chosen = ["sma-cross", "rsi-reversion", "donchian-breakout", "macd-cross"];

test.each(chosen)("the gates of %s hold back as often as asking why at every bar tells", (id) => {
  const document = templates.find((template) => template.id === id)!.document;
  const program = compileToLook(document)!;
  const lane = swingingLane(260);
  const data = { lanes: [lane], references: [] };
  const expected = new Map<string, number>();
  for (let bar = 0; bar < lane.bars.close.length; bar++) {
    for (const { heldBackBy } of why({ program, lanes: [lane], bar })!.orders) {
      if (heldBackBy !== null) expected.set(heldBackBy.nodeId, (expected.get(heldBackBy.nodeId) ?? 0) + 1);
    }
  }
  const counted = new Map<string, number>();
  for (const { nodeId, heldBack, isTrue, isFalse, isUnknown } of countGates(program, data)) {
    expect(isTrue + isFalse + isUnknown).toBe(lane.bars.close.length);
    if (heldBack > 0) counted.set(nodeId, (counted.get(nodeId) ?? 0) + heldBack);
  }
  expect(expected.size).toBeGreaterThan(0);
  expect(counted).toEqual(expected);
});
