import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { OrderReading } from "@/graph-runtime/sim/read-orders.ts";
import type { LaneData } from "@/graph-runtime/sim/run-backtest.ts";

/** What ran: the version's document with its parameters, and the histories it ran on. */
export type WhySubject = {
  readonly document: GraphDocument;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  readonly lanes: readonly LaneData[];
  readonly references: readonly LaneData[];
};

export type WhyRequest =
  | { readonly kind: "subject"; readonly subject: WhySubject }
  | { readonly kind: "ask"; readonly time: number; readonly lane: number };

export type WhyReading = {
  /** Open time of the bar that was found, epoch milliseconds. */
  readonly time: number;
  readonly orders: readonly (OrderReading & { readonly title: string; readonly blocker: string | null })[];
  /** The ports that the order nodes' conditions come from, as "title: port" and value; null where it is unknown. */
  readonly values: readonly { readonly label: string; readonly value: number | null; readonly isCondition: boolean }[];
  readonly position: number;
  readonly equity: number;
};

export type WhyAnswer = {
  readonly asked: number;
  readonly reading: WhyReading | null;
  readonly problem: string | null;
};
