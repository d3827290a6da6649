import { defineCheck } from "./define-check.ts";

/** Orders that the account could not carry. */
export const deniedOrders = defineCheck({
  id: "denied-orders",
  title: "Orders were denied",
  run(context) {
    const { orderLog: orders } = context.result;
    const denied = orders.deniedRows();
    const first = denied[0];
    if (first === undefined) return null;
    const share = denied.length / orders.count;
    return {
      severity: share > 0.2 ? "serious" : "warning",
      message: `${denied.length} of ${orders.count} orders were denied, the first because: ${orders.deniedReason(first) ?? "no reason was recorded"}.`,
      suggestion: "Use a smaller size, or let orders be made smaller until they fit.",
      numbers: { denied: denied.length, orders: orders.count },
    };
  },
});
