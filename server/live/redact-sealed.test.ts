import { expect, test } from "vitest";
import type { StepRecords } from "../db/repositories/run-steps.ts";
import { redactSealed } from "./redact-sealed.ts";

const order = {
  id: 1,
  sequence: 1,
  ordinal: 0,
  clientOrderId: "c1",
  lane: 0,
  symbol: "SYN-A",
  side: "buy",
  type: "market",
  role: "entry",
  nodeId: "secret-node",
  reason: "Secret crosses above 7919",
  quantity: 3,
  limitPrice: null,
  stopPrice: null,
  status: "denied",
  filledQuantity: 0,
  averagePrice: 0,
  deniedReason: "risk: trading was stopped by the Secret rule",
  createdTime: 1,
} as const;
const records: StepRecords = {
  runId: "r",
  fromSequence: 0,
  toSequence: 1,
  status: "waiting",
  statusReason: null,
  state: new Uint8Array(),
  created: [order],
  changed: [{ ...order, deniedReason: "risk: your limits: the day has lost 5 %" }],
  fills: [],
  decisions: [
    { sequence: 1, time: 1, action: "denied", reason: "Secret was denied", values: { "secret-node.value": 7919 } },
    { sequence: 2, time: 2, action: "command", reason: "command: resume", values: {} },
    { sequence: 3, time: 3, action: "alert", reason: 'warning alert "Secret": 7919 crossed', values: {} },
  ],
  marks: [],
  alerts: [
    { sequence: 1, lane: 0, nodeId: "secret-node", name: "Secret", severity: "warning", message: "7919 crossed" },
  ],
  commands: [],
  transferred: 0,
  review: null,
  ending: null,
};

test("nothing of the graph is left, and what the subscriber must know is", () => {
  const redacted = redactSealed(records);
  const text = JSON.stringify({ ...redacted, state: null });
  expect(text).not.toMatch(/secret|7919/i);
  expect(redacted.created[0]).toMatchObject({ symbol: "SYN-A", side: "buy", quantity: 3, status: "denied" });
  expect(redacted.changed[0]?.deniedReason).toBe("your limits: the day has lost 5 %");
  expect(redacted.decisions.map(({ reason }) => reason)).toEqual([
    "An order was refused.",
    "command: resume",
    "The strategy raised an alert.",
  ]);
  expect(redacted.alerts).toMatchObject([{ severity: "warning", name: "Alert" }]);
  const [told] = redactSealed({
    ...records,
    decisions: [
      {
        sequence: 3,
        time: 3,
        action: "denied",
        reason: "Secret above 7919 was denied: risk: your limits: 2 lots are allowed.; Secret alert",
        values: {},
      },
      { sequence: 4, time: 4, action: "alert", reason: "Secret alert at 7919", values: {} },
    ],
  }).decisions.map(({ reason }) => reason);
  expect(told).toBe("your limits: 2 lots are allowed.");
});
