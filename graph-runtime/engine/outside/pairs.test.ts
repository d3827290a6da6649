import { describe, expect, test } from "vitest";
import {
  lastOf,
  leaveNow as leave,
  type Nodes,
  nativeTerms,
  playOutside,
  said,
  stopTen as stop,
  targetTen as target,
} from "../../testkit/play-outside.ts";

describe("where the broker has pairs", () => {
  const low = { kind: "compare.compare", params: { relation: "below", level: 97 } };
  const entered = (exits: Nodes = { stop, target }, wires: readonly string[] = []) => {
    const played = playOutside(exits, wires, { ...nativeTerms, pairs: true });
    const outcome = played.enter();
    const [targetId = "", stopId = ""] = played.broker.live();
    return { ...played, outcome, targetId, stopId };
  };

  test("stop and target rest there as one, and nothing is watched here", () => {
    const { broker, bar, report, outcome, targetId, stopId } = entered();
    expect(said(outcome)).toEqual(["pair sell 10 110 or 10 stop 90"]);
    report(broker.accept(targetId));
    expect(report(broker.accept(stopId)).orders).toMatchObject([{ type: "stop", status: "working" }]);
    expect(bar(105, 120, 80, 110).commands).toEqual([]);
    const done = report(broker.fill(targetId, 10, 110));
    expect(done.commands).toEqual([]);
    expect(done.mark.positions).toEqual([]);
    const over = report(broker.end(stopId, "cancelled"));
    expect(over.notices).toEqual([]);
    expect(over.orders).toMatchObject([{ type: "stop", status: "cancelled" }]);
    expect(over.isBusy).toBe(false);
  });

  test("the one that the broker has not taken back is asked for with the next bar, not before", () => {
    const { broker, bar, report, targetId, stopId } = entered();
    expect(report(broker.fill(targetId, 10, 110)).isBusy).toBe(true);
    expect(said(bar(110))).toEqual(["cancel"]);
    expect(broker.asked.at(-1)).toMatchObject({ kind: "cancel", id: stopId });
  });

  test("a target that the broker takes back as the stop is touched was taken back by nobody else", () => {
    const { broker, report, targetId, stopId } = entered();
    const taken = report(broker.end(targetId, "cancelled"));
    expect(taken.notices).toEqual([]);
    expect(taken.commands).toEqual([]);
    const done = report(broker.fill(stopId, 10, 90));
    expect(done.notices).toEqual([]);
    expect(done.mark.positions).toEqual([]);
    expect(done.orders).toMatchObject([
      { type: "stop", status: "filled" },
      { type: "limit", status: "cancelled" },
    ]);
  });

  test("what one of them trades in part is taken off the other, without a word of ours", () => {
    const { broker, report, targetId, stopId } = entered();
    const part = report(broker.fill(targetId, 4, 110));
    expect(part.commands).toEqual([]);
    expect(broker.orders.get(stopId)?.terms.quantity).toBe(6);
    expect(part.orders.find(({ type }) => type === "stop")).toMatchObject({ quantity: 6 });
    expect(report(broker.end(targetId, "cancelled")).commands).toEqual([]);
    expect(report(broker.fill(stopId, 6, 90)).mark.positions).toEqual([]);
  });

  test("an exit of the strategy takes both back by one word, and sells what is left", () => {
    const exits = { stop, target, low, leave };
    const { broker, bar, report, targetId, stopId } = entered(exits, [
      "price.close > low.a",
      "low.result > leave.when",
    ]);
    const asked = bar(96);
    expect(said(asked)).toEqual(["cancel"]);
    expect(asked.commands).toMatchObject([{ kind: "cancel", id: targetId }]);
    expect(report(broker.end(targetId, "cancelled")).commands).toEqual([]);
    expect(said(report(broker.end(stopId, "cancelled")))).toEqual(["place sell 10 market"]);
    expect(report(broker.fill(lastOf(broker), 10, 95)).mark.positions).toEqual([]);
  });

  test("where the cancel is refused, both are asked for again with the next bar", () => {
    const { broker, bar, report, command, targetId } = entered();
    command("flatten");
    expect(report(broker.refuse(targetId, "cancel")).commands).toEqual([]);
    expect(said(bar(100))).toEqual(["cancel"]);
  });

  test("a pair that the broker refuses goes out the other way: the stop rests there, the target is watched here", () => {
    const { broker, bar, report, targetId, stopId } = entered();
    expect(report(broker.end(targetId, "rejected", "the price has passed it")).commands).toEqual([]);
    const refused = report(broker.end(stopId, "rejected", "the price has passed it"));
    expect(refused.notices).toEqual([]);
    expect(said(refused)).toEqual(["place sell 10 stop 90"]);
    const rest = lastOf(broker);
    expect(said(bar(105, 111, 105, 110))).toEqual(["cancel"]);
    expect(said(report(broker.end(rest, "cancelled")))).toEqual(["place sell 10 limit 110"]);
  });

  test("one of a pair that the exchange refuses later leaves no position without its stop", () => {
    const { broker, report, targetId, stopId } = entered();
    report(broker.accept(targetId));
    report(broker.end(stopId, "rejected", "the exchange refused it"));
    expect(said(report(broker.end(targetId, "cancelled")))).toEqual(["place sell 10 stop 90"]);
  });

  test("a pair that somebody else takes back is gone, and a person is told", () => {
    const { broker, report, targetId, stopId } = entered();
    expect(report(broker.end(stopId, "cancelled", "by hand")).notices).toEqual([]);
    const gone = report(broker.end(targetId, "cancelled", "by hand"));
    expect(gone.notices).toHaveLength(2);
    expect(gone.commands).toEqual([]);
    expect(gone.isBusy).toBe(false);
  });

  test.each([0, 4])(
    "a stop that moves is changed there, or, where %d are sold, sent anew as a pair for the rest",
    (sold) => {
      const far = { kind: "exit.take-profit", params: { distance: 40, unit: "price" } };
      const { broker, bar, report, targetId, stopId } = entered({
        stop,
        target: far,
        move: { kind: "exit.stop-to-cost", params: {} },
      });
      if (sold > 0) report(broker.fill(targetId, sold, 140));
      const moved = bar(100, 125, 100, 120);
      if (sold === 0) {
        expect(said(moved)).toEqual(["change  10 stop 100"]);
        expect(moved.commands).toMatchObject([{ id: stopId }]);
        return;
      }
      expect(said(moved)).toEqual(["cancel"]);
      report(broker.end(targetId, "cancelled"));
      expect(said(report(broker.end(stopId, "cancelled")))).toEqual(["pair sell 6 140 or 6 stop 100"]);
    },
  );

  test("both fill where the market is too fast for the broker: both are booked, told and left", () => {
    const { broker, report, targetId, stopId } = entered();
    report(broker.end(targetId, "cancelled"));
    report(broker.fill(stopId, 10, 90));
    const twice = report(broker.fill(targetId, 10, 110));
    expect(twice.mark.positions).toMatchObject([{ quantity: broker.net.get(0) }]);
    expect(twice.notices).toHaveLength(1);
  });

  test("parts of a target make no pair: their stop rests there alone", () => {
    const ladder = { kind: "exit.target-ladder", params: { unit: "price", first: 5, second: 10 } };
    const { outcome } = entered({ stop, ladder });
    expect(said(outcome)).toEqual(["place sell 10 stop 90"]);
  });
});
