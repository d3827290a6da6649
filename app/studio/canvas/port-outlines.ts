import type { PortType } from "@/graph-runtime/nodes/port-type.ts";

/** One outline per type on a 12 by 12 field: shape tells the type where colour cannot. */
export const portOutlines: Readonly<Record<PortType, string>> = {
  number: "M6 1.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 1 1 0-9.6z",
  boolean: "M6 .6L11.4 6L6 11.4L.6 6z",
  event: "M2 1.2L11 6L2 10.8z",
  instrument: "M1.6 1.6h8.8v8.8H1.6z",
  universe: "M1 1h7v7H1zM4 4h7v7H4z",
  weights: "M6 .8L10.8 3.4v5.2L6 11.2L1.2 8.6V3.4z",
  position: "M6 .8L11 4.6v6.2H1V4.6z",
  size: "M1 9.8L4 2.2h4l3 7.6z",
  legs: "M3 1h6a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H7.2V8.6H4.8V11H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2z",
  model: "M6 .8L7.6 4.4L11.4 4.8L8.6 7.4L9.4 11.2L6 9.2L2.6 11.2L3.4 7.4L.6 4.8L4.4 4.4z",
};
