import type { SimBroker } from "../core/sim-broker.ts";
import { kiteUpdate } from "./kite-order-row.ts";

const posted = new Set(["COMPLETE", "CANCELLED", "REJECTED", "UPDATE"]);

/** Posts the updates of an account's orders to the address that its app has registered; nobody minds when that fails. */
export function postKiteUpdates(broker: SimBroker): void {
  broker.onEvent((event) => {
    if (!("order" in event)) return;
    const order = broker.order(event.order);
    const account = broker.books.accounts.get(order.account);
    if (account === undefined || account.postbackUrl === null) return;
    const update = kiteUpdate(broker, order, account);
    if (!posted.has(update.status)) return;
    void fetch(account.postbackUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(update),
      signal: AbortSignal.timeout(3_000),
    }).catch(() => undefined);
  });
}
