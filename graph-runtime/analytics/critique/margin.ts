import { defineCheck, percent, shown } from "./define-check.ts";

/** Node of the orders by which a broker closes positions. */
const MARGIN_NODE = "margin-call";
/** Share of what the account may carry above which a bad day leads to a call. */
const NEARLY_ALL = 0.9;

/** Margin calls, and how near the account came to what it may carry. */
export const margin = defineCheck({
  id: "margin",
  title: "Margin",
  run(context) {
    const { fillLog: fills, settings } = context.result;
    const { account, leverage = 1, initialMarginPercent } = settings.execution;
    let calls = 0;
    for (let row = 0; row < fills.count; row++) if (fills.nodeId(row) === MARGIN_NODE) calls++;
    const allowed =
      account === "margin" ? (initialMarginPercent === undefined ? leverage : 100 / initialMarginPercent) : 1;
    const { peakSize } = context.exposure;
    const used = peakSize / allowed;
    const numbers = { calls, peakExposure: peakSize, peakUse: used };
    if (calls > 0)
      return {
        severity: "serious",
        message: `Positions were closed by ${calls} margin call${calls === 1 ? "" : "s"}; exposure reached ${percent(peakSize)} of equity.`,
        suggestion: "Lower the size or the leverage until no call is left: a broker closes at the worst moment.",
        numbers,
      };
    // without borrowing, a full account is no danger
    if (allowed <= 1.05 || used < NEARLY_ALL) return null;
    return {
      severity: "warning",
      message: `Exposure reached ${percent(peakSize)} of equity, ${percent(used)} of the ${shown(allowed)} times that the account may carry.`,
      suggestion: "Leave room: after a loss the same positions are worth more of the equity, and are called.",
      numbers,
    };
  },
});
