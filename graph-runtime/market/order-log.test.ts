import fc from "fast-check";
import { expect, test } from "vitest";
import type { FillRecord } from "./fill.ts";
import { FillLog } from "./fill-log.ts";
import { ORDER_STATUSES, ORDER_TYPES, type OrderRecord } from "./order.ts";
import { OrderLog } from "./order-log.ts";

const price = fc.double({ noNaN: true });
const maybePrice = fc.option(price);
const word = fc.constantFrom("a", "b", "stop loss", "");
const side = fc.constantFrom("buy", "sell");
const role = fc.constantFrom("entry", "exit");
const mutable = {
  quantity: price,
  limitPrice: maybePrice,
  stopPrice: maybePrice,
  firstStopPrice: maybePrice,
  status: fc.constantFrom(...ORDER_STATUSES),
  filledQuantity: price,
  averagePrice: price,
  feePaid: price,
  deniedReason: fc.option(word),
};
const order = fc.record({
  sequence: fc.nat(),
  ordinal: fc.nat(),
  lane: fc.nat(500),
  side,
  type: fc.constantFrom(...ORDER_TYPES),
  role,
  nodeId: word,
  reason: word,
  createdBar: fc.nat(),
  createdTime: fc.nat(),
  group: fc.option(fc.nat()),
  ...mutable,
});
const fill = fc.record({
  orderId: fc.nat(),
  lane: fc.nat(500),
  side,
  role,
  nodeId: word,
  reason: word,
  bar: fc.nat(),
  time: fc.nat(),
  price,
  quantity: price,
  fee: price,
});

test("orders come back from the log as they were written", () => {
  fc.assert(
    fc.property(fc.array(order, { maxLength: 200 }), (drawn) => {
      const records = drawn.map((record, id) => ({ id, ...record }) as OrderRecord);
      const log = OrderLog.from(records);
      expect(log.records()).toEqual(records);
      records.forEach((record, row) => {
        expect(log.rowOf(record.id)).toBe(row);
      });
    }),
  );
});

test("an order that changes is read with its last values, and its neighbours stay", () => {
  fc.assert(
    fc.property(fc.array(order, { minLength: 3, maxLength: 3 }), fc.record(mutable), (drawn, change) => {
      const records = drawn.map((record, id) => ({ id, ...record }) as OrderRecord);
      const log = OrderLog.from(records);
      const changed = { ...records[1]!, ...change };
      log.update(changed);
      expect(log.records()).toEqual([records[0], changed, records[2]]);
    }),
  );
});

test("fills come back from the log as they were written", () => {
  fc.assert(
    fc.property(fc.array(fill, { maxLength: 200 }), (records) => {
      expect(FillLog.from(records as FillRecord[]).records()).toEqual(records);
    }),
  );
});
