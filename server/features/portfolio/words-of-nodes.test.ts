import { expect, test } from "vitest";
import { TestResult } from "./dto.ts";
import { withoutWordsOfNodes } from "./words-of-nodes.ts";

const words = { severity: "warning", suggestion: "Use a smaller size.", numbers: { denied: 2 } };
const stored = {
  ...{ capital: 1_000, days: [], equity: [], statistics: [], lossDays: 0, correlation: [], worstDays: [] },
  ...{ rebalances: 0, lastWeights: [] },
  members: [
    {
      ...{ name: "A sealed thing", weight: 1, datasetName: "", synthetic: false, snapshotId: "", fingerprint: "" },
      ...{ statistics: [], assumptions: [], contribution: 0 },
      critique: [
        {
          ...words,
          id: "denied-orders",
          title: "Orders were denied",
          message: "the first because: 97 lots are allowed",
        },
        {
          ...words,
          id: "lucky-path",
          title: "Luck",
          message: "It may fall deeper.",
          fix: { patch: [{ path: "/nodes/-" }] },
        },
      ],
    },
  ],
};

test("what is told of a test's members repeats no node and offers no change of a graph", () => {
  const told = withoutWordsOfNodes(TestResult.parse(stored));
  expect(told.members[0]?.critique).toEqual([
    { id: "denied-orders", title: "Orders were denied", severity: "warning", message: null },
    { id: "lucky-path", title: "Luck", severity: "warning", message: "It may fall deeper." },
  ]);
  expect(told.reached, "what was tested before limits were kept has none").toEqual([]);
});
