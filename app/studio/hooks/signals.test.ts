import { expect, test } from "vitest";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";
import { signalMessage } from "./signal-message.ts";
import { signalNames } from "./signal-names.ts";

test("a message for TradingView is JSON once TradingView has filled it in", () => {
  const filled = signalMessage("secret", "buy")
    .replace("{{timenow}}", "2026-01-05T10:00:00Z")
    .replace("{{ticker}}", "AAPL")
    .replace("{{close}}", "101.5");
  expect(JSON.parse(filled)).toEqual({
    token: "secret",
    signal: "buy",
    time: "2026-01-05T10:00:00Z",
    symbol: "AAPL",
    value: 101.5,
  });
});

test("a strategy listens to the names of its nodes, each once, knobs read", () => {
  const kind = "market.outside-signal";
  const nodes = {
    a: { kind, params: { name: "buy" } },
    b: { kind, params: { name: "buy" } },
    c: { kind },
    price: { kind: "market.bars" },
  };
  const { document } = readDocument(smallGraph(nodes, []));
  expect(signalNames(document!)).toEqual(["buy", "signal"]);
});
