import type { FillRecord } from "../market/fill.ts";
import type { FeeTask } from "./ports.ts";

/** What every fill of a run is written into on its way to the fee model and to the log: objects that nobody keeps. */
export class FillForms {
  readonly task: { -readonly [K in keyof FeeTask]: FeeTask[K] } = {
    price: 0,
    quantity: 0,
    multiplier: 0,
    time: 0,
    maker: false,
    paid: 0,
    filled: 0,
    filledValue: 0,
  };
  readonly fill: { -readonly [K in keyof FillRecord]: FillRecord[K] } = {
    orderId: 0,
    lane: 0,
    side: "buy",
    role: "entry",
    nodeId: "",
    reason: "",
    bar: 0,
    time: 0,
    price: 0,
    quantity: 0,
    fee: 0,
  };
}
