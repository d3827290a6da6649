import { defineCheck } from "./define-check.ts";

/** Instruments chosen today were chosen with knowledge of how they fared. */
export const survivorship = defineCheck({
  id: "survivorship",
  title: "Survivorship",
  run(context) {
    const real = context.lanes.filter((lane) => !lane.instrument.synthetic).length;
    if (real === 0) return null;
    return {
      severity: "info",
      message:
        real === 1
          ? "The instrument was chosen knowing that it still exists. Those that vanished are not in the test."
          : `The ${real} instruments were chosen knowing that they still exist. Those that vanished are not in the test.`,
      suggestion: "Test on an index, or on a list of instruments as it was at the start of the period.",
      numbers: { instruments: real },
    };
  },
});
