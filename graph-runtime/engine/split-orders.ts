import { roundToLot } from "../core/rounding.ts";
import type { Books } from "./apply-events.ts";

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
    if (order.trail?.unit === "price") order.trail = { ...order.trail, distance: order.trail.distance / ratio };
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
