import { refusalByProfile, smallestLot } from "../market/broker-profile.ts";
import type { RuledBroker } from "../market/broker-rules.ts";
import type { Instrument } from "../market/instrument.ts";
import { productOf } from "../market/product.ts";
import type { OrderPrices } from "./order-prices.ts";
import type { Wish } from "./write-order.ts";

type Place = OrderPrices & { readonly instrument: Instrument };

/** Returns why a broker would refuse what is wished for, or null. Zero units are a size that is worked out at the fill. */
export function refusalOfForm(wish: Wish, quantity: number, place: Place, broker: RuledBroker): string | null {
  const { instrument, limitPrice, stopPrice } = place;
  const form = {
    type: wish.style.type,
    timeInForce: wish.timeInForce,
    product: productOf(instrument) === "share" ? broker.shareProduct : "carry",
    opensShort: wish.role === "entry" && wish.side === "sell",
    hasLimitPrice: limitPrice !== null,
    hasTriggerPrice: stopPrice !== null,
    quantity: quantity === 0 ? null : quantity,
    lotSize: instrument.lotSize,
    symbol: instrument.symbol,
  } as const;
  return refusalByProfile(form, broker);
}

/** Returns an instrument as a broker trades it: in whole units where it takes no fractions. */
export function inLotsOf(broker: RuledBroker, instrument: Instrument): Instrument {
  return { ...instrument, lotSize: smallestLot(instrument.lotSize, broker) };
}
