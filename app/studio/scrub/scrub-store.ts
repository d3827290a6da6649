import { create } from "zustand";

/** Values of ports at one bar, outside of React Flow's nodes, so that moving along the bars renders only the chips. */
type ScrubState = {
  readonly bar: number | null;
  readonly time: number | null;
  /** By `node:port`; NaN is unknown. */
  readonly values: ReadonlyMap<string, number>;
  readonly show: (bar: number, time: number, values: ReadonlyMap<string, number>) => void;
  readonly clear: () => void;
};

const nothing: ReadonlyMap<string, number> = new Map();

export const useScrub = create<ScrubState>((set, get) => ({
  bar: null,
  time: null,
  values: nothing,
  show: (bar, time, values) => set({ bar, time, values }),
  clear: () => {
    if (get().bar !== null) set({ bar: null, time: null, values: nothing });
  },
}));
