/** What flows along an edge. */
export const PORT_TYPES = [
  "number",
  "boolean",
  "event",
  "instrument",
  "universe",
  "weights",
  "position",
  "size",
  "legs",
  "model",
] as const;
export type PortType = (typeof PORT_TYPES)[number];
