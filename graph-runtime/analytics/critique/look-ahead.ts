import { defineCheck } from "./define-check.ts";

/** Orders that fill at the very close that triggered them. */
export const lookAhead = defineCheck({
  id: "look-ahead",
  title: "Fills at a price already known",
  run(context) {
    if (context.result.settings.execution.fill !== "same-close") return null;
    return {
      severity: "serious",
      message:
        "Market orders fill at the same close that triggered them. By the time that price is known, it can no longer be had.",
      suggestion: "Set market orders to fill at the next bar's open.",
      numbers: { fills: context.result.fillLog.count },
    };
  },
});
