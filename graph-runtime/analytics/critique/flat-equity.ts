import { defineCheck, percent } from "./define-check.ts";

/** A third of the run or more without any movement. */
export const flatEquity = defineCheck({
  id: "flat-equity",
  title: "Equity is flat for long",
  run(context) {
    const { returns } = context;
    if (returns.length < 30) return null;
    let run = 0;
    let longest = 0;
    for (const value of returns) {
      run = value === 0 ? run + 1 : 0;
      if (run > longest) longest = run;
    }
    const share = longest / returns.length;
    if (share < 1 / 3) return null;
    return {
      severity: share > 2 / 3 ? "serious" : "warning",
      message: `Equity did not move for ${longest} sessions in a row, ${percent(share)} of the run.`,
      suggestion: "Check that the entry conditions can still be met there, and that the data covers the whole period.",
      numbers: { sessions: longest, share },
    };
  },
});
