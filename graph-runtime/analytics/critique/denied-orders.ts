import { defineCheck } from "./define-check.ts";

/** Orders that the account could not carry. */
export const deniedOrders = defineCheck({
  id: "denied-orders",
  title: "Orders were denied",
  run(context) {
    const { orders } = context.result;
    const denied = orders.filter((order) => order.status === "denied");
    const first = denied[0];
    if (first === undefined) return null;
    const share = denied.length / orders.length;
    return {
      severity: share > 0.2 ? "serious" : "warning",
      message: `${denied.length} of ${orders.length} orders were denied, the first because: ${first.deniedReason ?? "no reason was recorded"}.`,
      suggestion: "Use a smaller size, or let orders be made smaller until they fit.",
      numbers: { denied: denied.length, orders: orders.length },
    };
  },
});
