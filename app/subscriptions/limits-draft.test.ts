import { expect, test } from "vitest";
import { draftOf, readDraft } from "./limits-draft.ts";

test("an untouched form limits nothing", () => {
  expect(readDraft(draftOf({})).limits).toEqual({ approveWithinMinutes: 15, onUnsubscribe: "close" });
});

test("what is set comes back as it was typed, and an empty field does not limit", () => {
  const draft = draftOf({ maxLots: 2, days: [1, 2], entries: "approve", onUnsubscribe: "keep" });
  const typed = { ...draft, numbers: { ...draft.numbers, maxMargin: "1,500", maxDailyLossPercent: "" } };
  expect(readDraft(typed).limits).toEqual({
    maxLots: 2,
    maxMargin: 1_500,
    days: [1, 2],
    entries: "approve",
    approveWithinMinutes: 15,
    onUnsubscribe: "keep",
  });
});

test.each([["-1"], ["0"], ["abc"], ["1e99"]])("%s is no limit in percent", (text) => {
  const draft = draftOf({});
  const { limits, errors } = readDraft({ ...draft, numbers: { ...draft.numbers, drawdownStopPercent: text } });
  expect(limits).toBeNull();
  expect(errors.drawdownStopPercent).toContain("at most 100");
});

test("no day, no product and half a minute are told", () => {
  const { errors } = readDraft({ ...draftOf({}), days: [], products: [], approveWithinMinutes: "0.5" });
  expect(Object.keys(errors)).toEqual(["days", "products", "approveWithinMinutes"]);
});
