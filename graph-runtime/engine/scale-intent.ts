import type { NodeIntent, SizeRequest } from "../nodes/order-intent.ts";

/** Returns what is asked for with fixed sizes taken so many times; a percentage follows the capital by itself. */
export function scaleIntent(intent: NodeIntent, times: number | undefined): NodeIntent {
  if (times === undefined || times === 1) return intent;
  if (intent.action === "change") {
    return intent.quantity === undefined ? intent : { ...intent, quantity: intent.quantity * times };
  }
  return "size" in intent ? { ...intent, size: scaleSize(intent.size, times) } : intent;
}

function scaleSize(size: SizeRequest, times: number): SizeRequest {
  const isFixed = size.unit === "units" || size.unit === "lots" || size.unit === "value";
  return isFixed ? { ...size, amount: size.amount * times } : size;
}
