import { roundToLot } from "../core/rounding.ts";
import type { Books } from "./apply-events.ts";
import type { Trail } from "./working-order.ts";

/** Carries a lane's working orders over a split: units times the ratio, prices through it. */
export function splitOrders(lane: number, ratio: number, { desk, instruments, log }: Books): void {
  const { lotSize } = instruments[lane]!;
  for (const order of [...desk.working[lane]!]) {
    const { record } = order;
    const isSized = order.sizeAtFill === null || record.filledQuantity > 0;
    const left = roundToLot((record.quantity - record.filledQuantity) * ratio, lotSize);
    record.filledQuantity *= ratio;
    record.averagePrice /= ratio;
    record.quantity = record.filledQuantity + left;
    if (record.limitPrice !== null) record.limitPrice /= ratio;
    if (record.stopPrice !== null) record.stopPrice /= ratio;
    if (record.firstStopPrice !== null) record.firstStopPrice /= ratio;
    if (order.trail !== null) order.trail = splitTrail(order.trail, ratio);
    order.moves = order.moves.map(({ entry, after, lock, step, gain }) => {
      return {
        entry: entry / ratio,
        after: after / ratio,
        lock: lock / ratio,
        step: step / ratio,
        gain: gain / ratio,
      };
    });
    order.attachments = order.attachments.map((attachment) =>
      attachment.unit === "price" ? { ...attachment, distance: attachment.distance / ratio } : attachment,
    );
    log.update(record);
    if (isSized && left === 0) {
      record.deniedReason = "the split left less than one lot of it";
      desk.cancel(order);
    }
  }
}

function splitTrail({ distance, unit, from }: Trail, ratio: number): Trail {
  return { unit, distance: unit === "price" ? distance / ratio : distance, from: from === null ? null : from / ratio };
}
