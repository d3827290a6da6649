import { describe, expect, test } from "vitest";
import {
  lastOf,
  leaveNow as leave,
  nativeTerms as native,
  playOutside as play,
  said,
  stopTen as stop,
  targetTen as target,
} from "../../testkit/play-outside.ts";

describe("orders at a venue outside", () => {
  test("an entry goes out once, counts only what the venue says is filled, and keeps its state until then", () => {
    const { broker, bar, report } = play({});
    bar(80);
    const sent = bar(100);
    expect(said(sent)).toEqual(["place buy 10 market"]);
    expect(sent.orders).toMatchObject([{ status: "submitted" }]);
    expect(bar(101).commands).toEqual([]);
    const id = lastOf(broker);
    expect(report(broker.accept(id)).orders).toMatchObject([{ status: "working" }]);
    const part = report(broker.fill(id, 4, 101));
    expect(part.orders).toMatchObject([{ status: "partially-filled", filledQuantity: 4 }]);
    expect(part.mark.positions).toMatchObject([{ quantity: 4, averagePrice: 101 }]);
    const rest = report(broker.fill(id, 6, 102));
    expect(rest.fills).toMatchObject([{ quantity: 6, price: 102 }]);
    expect(rest.mark.positions).toMatchObject([{ quantity: 10, averagePrice: 101.6 }]);
    // the same report again says nothing new
    const again = report(broker.accept(id));
    expect(again.fills).toEqual([]);
    expect(again.mark.positions).toMatchObject([{ quantity: 10 }]);
  });

  test("a stop rests at the venue while its target is watched here; a touch takes the stop back before the target goes out", () => {
    const { broker, bar, report, enter } = play({ stop, target });
    expect(said(enter())).toEqual(["place sell 10 stop 90"]);
    const stopId = lastOf(broker);
    expect(bar(100, 109, 100, 105).commands).toEqual([]);
    expect(said(bar(105, 111, 105, 110))).toEqual(["cancel"]);
    expect(bar(110).commands).toEqual([]);
    const freed = report(broker.end(stopId, "cancelled"));
    expect(said(freed)).toEqual(["place sell 10 limit 110"]);
    const done = report(broker.fill(lastOf(broker), 10, 110));
    expect(done.mark.positions).toEqual([]);
    expect(done.orders.map(({ type, status }) => `${type} ${status}`).sort()).toEqual([
      "limit filled",
      "stop cancelled",
    ]);
    expect(done.isBusy).toBe(false);
  });

  test("a stop that fills while it is taken back leaves nothing for the target to sell", () => {
    const { broker, bar, report, enter } = play({ stop, target });
    enter();
    const stopId = lastOf(broker);
    bar(105, 111, 105, 110);
    const filled = report(broker.fill(stopId, 10, 90));
    expect(filled.commands).toEqual([]);
    expect(filled.mark.positions).toEqual([]);
    expect(broker.net.get(0)).toBe(0);
  });

  test("a fall while the target rests at the venue takes the target back and leaves at market", () => {
    const { broker, bar, report, enter } = play({ stop, target });
    enter();
    bar(105, 111, 105, 110);
    report(broker.end(lastOf(broker), "cancelled"));
    const targetId = lastOf(broker);
    expect(said(bar(100, 100, 89, 89))).toEqual(["cancel"]);
    expect(said(report(broker.end(targetId, "cancelled")))).toEqual(["place sell 10 market"]);
  });

  test("an exit of the strategy waits until the resting stop is gone, and sells only what is left", () => {
    const low = { kind: "compare.compare", params: { relation: "below", level: 97 } };
    const { broker, bar, report, enter } = play({ stop, low, leave }, [
      "price.close > low.a",
      "low.result > leave.when",
    ]);
    enter();
    const stopId = lastOf(broker);
    expect(said(bar(96))).toEqual(["cancel"]);
    report(broker.fill(stopId, 3, 90));
    expect(said(report(broker.end(stopId, "cancelled")))).toEqual(["place sell 7 market"]);
    expect(report(broker.fill(lastOf(broker), 7, 95)).mark.positions).toEqual([]);
  });

  test("what is taken back for an exit is not sent again in the room that the exit waits for", () => {
    const low = { kind: "compare.compare", params: { relation: "below", level: 97 } };
    const { broker, bar, report } = play({ stop, low, leave }, ["price.close > low.a", "low.result > leave.when"]);
    bar(80);
    bar(100);
    const entry = lastOf(broker);
    expect(said(report(broker.fill(entry, 4, 100)))).toEqual(["place sell 4 stop 90"]);
    const one = lastOf(broker);
    expect(said(report(broker.fill(entry, 6, 100)))).toEqual(["place sell 6 stop 90"]);
    const other = lastOf(broker);
    expect(said(bar(96))).toEqual(["cancel", "cancel"]);
    expect(report(broker.end(one, "cancelled")).commands).toEqual([]);
    expect(said(report(broker.end(other, "cancelled")))).toEqual(["place sell 10 market"]);
  });

  test.each(["first", "second"] as const)(
    "an order that filled twice, %s ticket first, is booked twice, told and left",
    (which) => {
      const { broker, bar, report, enter, command } = play({ stop, target });
      enter();
      const taken = lastOf(broker);
      bar(105, 111, 105, 110);
      report(broker.end(taken, "cancelled"));
      const targetId = lastOf(broker);
      bar(100, 101, 85, 88);
      expect(said(report(broker.end(targetId, "cancelled")))).toEqual(["place sell 10 market"]);
      const anew = lastOf(broker);
      const [early, late] = which === "first" ? [taken, anew] : [anew, taken];
      expect(report(broker.fill(early, 10, 89)).mark.positions).toEqual([]);
      const twice = report(broker.fill(late, 10, 88));
      expect(twice.fills).toMatchObject([{ side: "sell", quantity: 10, price: 88 }]);
      expect(twice.mark.positions).toMatchObject([{ quantity: broker.net.get(0) }]);
      expect(twice.notices).toEqual(["The order to sell 10 (stop, stop loss) filled twice: -10 TEST are held now."]);
      expect(said(command("flatten"))).toEqual(["place buy 10 market"]);
      expect(report(broker.fill(lastOf(broker), 10, 88)).mark.positions).toEqual([]);
    },
  );

  test("an order that filled after it was said to be refused is booked, told and left", () => {
    const { broker, bar, report, command } = play({});
    bar(80);
    bar(100);
    const entry = lastOf(broker);
    report(broker.end(entry, "rejected"));
    const late = report(broker.fill(entry, 10, 100));
    expect(late.fills).toMatchObject([{ side: "buy", quantity: 10, price: 100 }]);
    expect(late.mark.positions).toMatchObject([{ quantity: 10 }]);
    expect(late.notices).toEqual([
      "The order to buy 10 (market, enter long) filled after it was said to be refused: 10 TEST are held now.",
    ]);
    expect(said(command("flatten"))).toEqual(["place sell 10 market"]);
    expect(report(broker.fill(lastOf(broker), 10, 101)).mark.positions).toEqual([]);
  });

  test("an entry that fills in parts after it was said to be refused is taken back, and each part has its stop", () => {
    const { broker, bar, report } = play({ stop, target });
    bar(80);
    bar(100);
    const entry = lastOf(broker);
    expect(report(broker.end(entry, "rejected")).commands).toEqual([]);
    expect(said(report(broker.fill(entry, 4, 100)))).toEqual(["cancel", "place sell 4 stop 90"]);
    const first = lastOf(broker);
    // the rest overtakes the cancel
    expect(said(report(broker.fill(entry, 6, 102)))).toEqual(["place sell 6 stop 92"]);
    expect(report(broker.fill(lastOf(broker), 6, 92)).mark.positions).toMatchObject([{ quantity: 4 }]);
    const flat = report(broker.fill(first, 4, 90));
    expect(flat.mark.positions).toEqual([]);
    expect(flat.orders.filter(({ status }) => status === "created" || status === "working")).toEqual([]);
  });

  test("flatten takes back what works and closes what is held", () => {
    const { broker, report, enter, command } = play({ stop });
    enter();
    const stopId = lastOf(broker);
    const flattened = command("flatten");
    expect(said(flattened)).toEqual(["cancel"]);
    expect(flattened.orders.find(({ type }) => type === "stop")).toMatchObject({ status: "cancelling" });
    expect(said(report(broker.end(stopId, "cancelled")))).toEqual(["place sell 10 market"]);
  });

  test("a fill that comes after the cancel counts, is protected, and nothing new enters on top of it", () => {
    const { broker, bar, report, command } = play({ stop });
    bar(80);
    bar(100);
    const id = lastOf(broker);
    command("pause-entries");
    report(broker.end(id, "cancelled"));
    const late = report(broker.fill(id, 10, 100));
    expect(late.fills).toMatchObject([{ quantity: 10, price: 100 }]);
    expect(late.mark.positions).toMatchObject([{ quantity: 10 }]);
    expect(said(late)).toEqual(["place sell 10 stop 90"]);
    expect(late.orders).toEqual(expect.arrayContaining([expect.objectContaining({ role: "entry", status: "filled" })]));
  });

  test("a refused order is rejected with the broker's reason; a refused stop is told to a person", () => {
    const { broker, bar, report, enter } = play({ stop });
    bar(80);
    bar(100);
    const refused = report(broker.end(lastOf(broker), "rejected", "insufficient funds"));
    expect(refused.orders).toMatchObject([{ status: "rejected", deniedReason: "insufficient funds" }]);
    expect(refused.notices).toEqual([]);
    enter();
    const { notices } = report(broker.end(lastOf(broker), "rejected", "circuit limit"));
    expect(notices).toEqual(["The broker refused to sell 10 (stop, stop loss): the position has no stop loss there."]);
  });

  test("an order of the day that ran out goes out again with the next bar, under a new id", () => {
    const { broker, bar, report, enter } = play({ stop });
    enter();
    const first = lastOf(broker);
    expect(report(broker.end(first, "expired")).commands).toEqual([]);
    expect(said(bar(100))).toEqual(["place sell 10 stop 90"]);
    expect(lastOf(broker)).not.toBe(first);
  });

  test("a stop that moves is changed at the venue, and replaced once it was changed as often as may be", () => {
    const trail = { kind: "exit.stop-to-cost", params: {} };
    const { broker, bar, report, enter } = play({ stop, trail }, [], { ...native, mostChanges: 0 });
    enter();
    const id = lastOf(broker);
    expect(said(bar(100, 125, 100, 120))).toEqual(["cancel"]);
    expect(said(report(broker.end(id, "cancelled")))).toEqual(["place sell 10 stop 100"]);
  });

  test("a cancel that the broker refuses is asked for again with the next bar, not at once", () => {
    const { broker, bar, report, enter, command } = play({ stop });
    enter();
    const id = lastOf(broker);
    command("flatten");
    const refused = report(broker.refuse(id, "cancel"));
    expect(refused.commands).toEqual([]);
    expect(refused.notices).toHaveLength(1);
    expect(said(bar(100))).toEqual(["cancel"]);
  });

  test("what a broker cannot do is watched here: a trailing stop leaves at market once a bar has touched it", () => {
    const trailing = { kind: "exit.trailing-stop", params: { distance: 5, unit: "price" } };
    const { bar, enter } = play({ trailing });
    expect(enter().commands).toEqual([]);
    expect(bar(100, 120, 100, 118).commands).toEqual([]);
    expect(said(bar(118, 118, 114, 114))).toEqual(["place sell 10 market"]);
  });
});
