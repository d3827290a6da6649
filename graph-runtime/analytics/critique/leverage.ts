import { defineCheck, percent, shown } from "./define-check.ts";

/** Positions worth more than the equity behind them. */
export const leverage = defineCheck({
  id: "leverage",
  title: "Borrowed money",
  run(context) {
    const { peakSize } = context.exposure;
    // A gap between decision and fill may carry a full position a little over its equity.
    if (peakSize <= 1.05) return null;
    const interest = context.result.settings.financing?.marginInterestPercent ?? 0;
    return {
      severity: peakSize > 2 ? "serious" : "warning",
      message: `Positions reached ${percent(peakSize)} of equity. Interest on the borrowed part is ${interest === 0 ? "not charged" : `charged at ${shown(interest)} % a year`}.`,
      suggestion:
        interest === 0
          ? "Lower the size, or set the interest that a broker would charge."
          : "Lower the size if a call on the margin could not be met.",
      numbers: { peakExposure: peakSize },
    };
  },
});
