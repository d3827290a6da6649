import { expect, test } from "vitest";
import { type AccountLimits, type AccountMoment, type AccountOrder, reviewAccountOrder } from "./account-limits.ts";

const order: AccountOrder = { symbol: "ABC", quantity: 10, limitPrice: null, lastPrice: 100, held: 0, isBuy: true };
// 2026-01-05 04:00 UTC is 09:30 in India
const account: AccountMoment = {
  time: 1_767_585_600_000,
  exposure: 500,
  marginUsed: 300,
  dayResult: -40,
  drawdown: 60,
  ordersLastMinute: 2,
};
type Case = [string, AccountLimits, Partial<AccountOrder>, Partial<AccountMoment>, RegExp | null];

test.each<Case>([
  ["nothing limits where no limit is given", {}, {}, { exposure: null, dayResult: null, drawdown: null }, null],
  ["an order's value at its limit passes", { maxOrderValue: 1_000 }, {}, {}, null],
  ["an order's value above it does not", { maxOrderValue: 999 }, {}, {}, /order's value would be 1000/],
  ["its own price counts before the last one", { maxOrderValue: 1_000 }, { limitPrice: 101 }, {}, /1010/],
  ["a value without a price is refused", { maxOrderValue: 1_000 }, { lastPrice: null }, {}, /not known/],
  ["too many units", { maxOrderQuantity: 9 }, {}, {}, /quantity would be 10/],
  ["a position counts what is held", { maxPositionValue: 1_500 }, { held: 6 }, {}, /position's value would be 1600/],
  ["an entry against the position makes it smaller", { maxPositionValue: 500 }, { held: -6 }, {}, null],
  ["exposure adds up", { maxExposure: 1_499 }, {}, {}, /exposure would be 1500/],
  ["exposure that is not known refuses", { maxExposure: 9_000 }, {}, { exposure: null }, /exposure is not known/],
  ["margin adds up, the order counted whole", { maxMargin: 1_299 }, {}, {}, /margin in use would be 1300/],
  ["margin at its limit passes", { maxMargin: 1_300 }, {}, {}, null],
  ["margin that is not known refuses", { maxMargin: 9_000 }, {}, { marginUsed: null }, /margin in use is not known/],
  ["a day's loss at its limit stops entries", { maxDailyLoss: 40 }, {}, {}, /day's loss is 40/],
  ["a smaller loss does not", { maxDailyLoss: 41 }, {}, {}, null],
  ["a loss that is not known stops entries", { maxDailyLoss: 41 }, {}, { dayResult: null }, /not known/],
  ["drawdown at its limit stops entries", { maxDrawdown: 60 }, {}, {}, /drawdown is 60/],
  ["the third entry of a minute passes a limit of three", { maxOrdersPerMinute: 3 }, {}, {}, null],
  ["and not one of two", { maxOrdersPerMinute: 2 }, {}, {}, /within a minute would be 3/],
  ["a limit far away", { priceCollarPercent: 5 }, { limitPrice: 106 }, {}, /would be 6/],
  ["a market order has no price to hold against the collar", { priceCollarPercent: 5 }, {}, {}, null],
  ["a restricted symbol, however it is written", { restrictedSymbols: ["abc"] }, {}, {}, /restricted list/],
  ["inside the window", { tradingWindow: { from: "09:30", to: "15:00", zone: "Asia/Kolkata" } }, {}, {}, null],
  ["before it", { tradingWindow: { from: "09:31", to: "15:00", zone: "Asia/Kolkata" } }, {}, {}, /from 09:31/],
  ["its end is outside", { tradingWindow: { from: "09:00", to: "09:30", zone: "Asia/Kolkata" } }, {}, {}, /to 09:30/],
])("%s", (_, limits, changes, moment, expected) => {
  const reason = reviewAccountOrder(limits, { ...order, ...changes }, { ...account, ...moment });
  if (expected === null) expect(reason).toBeNull();
  else expect(reason).toMatch(expected);
});
