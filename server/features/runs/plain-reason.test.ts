import { expect, test } from "vitest";
import { plainReason } from "./plain-reason.ts";

test.each([
  ["Insufficient funds. Required margin is 95417.84 but available margin is 74251.80.", /not enough free money/],
  ["insufficient buying power", /not enough free money/],
  ["insufficient qty available for order (requested: 10, available: 0)", /promised to another order/],
  ["stop_loss.stop_price must be <= base_price - 0.01 (base_price 249)", /one by one/],
  ["Incorrect `api_key` or `access_token`.", /login at the broker is over/],
  ["Tick size for this script is 0.05. Kindly enter price in the multiple of 0.05", /on a step/],
  ["The account is not whitelisted: static IP mismatch", /registered address/],
  ["account limit: the order's value would be 1000, and its limit is 900", /limit of the account/],
  ["no answer within 700 ms", /looked up by its id/],
])("%s", (said, meant) => {
  expect(plainReason(said)).toMatch(meant);
});

test("says nothing of what it does not know", () => {
  expect(plainReason("RMS:Rule: Check something new")).toBeNull();
});
