import { template } from "./template.ts";

export const donchianPyramid = template({
  id: "donchian-pyramid",
  title: "Donchian breakout with pyramiding",
  summary:
    "Buys a 55-bar closing high with a quarter of the account, and adds a quarter at each further high that is half an average range above the last entry, up to four. One trailing stop, two average ranges from the best price, takes them all out. Lives on the rare long trends; every false start costs a little.",
  tags: ["breakout", "trend", "pyramiding", "trailing stop", "long only"],
  difficulty: "advanced",
  parameters: [
    { key: "length", label: "Breakout length", type: "integer", default: 55, min: 10, max: 250, step: 1 },
    { key: "step", label: "Add every so many ATR", type: "number", default: 0.5, min: 0.1, max: 5, step: 0.1 },
    { key: "trail", label: "Trailing stop in ATR", type: "number", default: 4, min: 1, max: 15, step: 0.5 },
  ],
  // four quarters and what they have gained come to more than the account
  settings: { execution: { beyondBuyingPower: "shrink" } },
  nodes: {
    price: { kind: "market.bars", at: [0, 1] },
    highest: { kind: "math.extreme", params: { which: "highest", length: { $param: "length" } }, at: [1, 0] },
    range: { kind: "indicator.atr", params: { length: 20 }, at: [1, 2] },
    breakout: { kind: "compare.compare", params: { relation: "at-or-above" }, at: [2, 0], label: "Closing high" },
    highs: { kind: "logic.while-true", at: [3, 1], label: "Each closing high" },
    buy: { kind: "order.enter", params: { direction: "long", amount: 24, unit: "equity-percent" }, at: [4, 0] },
    add: {
      kind: "order.scale-in",
      params: {
        side: "long",
        amount: 24,
        unit: "equity-percent",
        most: 4,
        where: "profit",
        step: { $param: "step" },
        stepUnit: "price",
      },
      at: [4, 1],
    },
    trail: { kind: "exit.trailing-stop", params: { unit: "price", times: { $param: "trail" } }, at: [4, 2] },
  },
  wires: [
    "price.close > highest.source",
    "price.high > range.high",
    "price.low > range.low",
    "price.close > range.close",
    "price.close > breakout.a",
    "highest.value > breakout.b",
    "breakout.result > buy.when",
    "breakout.result > highs.condition",
    "highs.event > add.when",
    "range.value > add.step",
    "range.value > trail.distance",
  ],
});
