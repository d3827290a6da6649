import { defineCheck, percent } from "./define-check.ts";

/** Positions worth more than the equity behind them. */
export const leverage = defineCheck({
  id: "leverage",
  title: "Borrowed money",
  run(context) {
    const { peakSize } = context.exposure;
    // A gap between decision and fill may carry a full position a little over its equity.
    if (peakSize <= 1.05) return null;
    return {
      severity: peakSize > 2 ? "serious" : "warning",
      message: `Positions reached ${percent(peakSize)} of equity. No interest on the borrowed part is charged in this run.`,
      suggestion: "Lower the size, or compare with a run that charges interest and margin.",
      numbers: { peakExposure: peakSize },
    };
  },
});
