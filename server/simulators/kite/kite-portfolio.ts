import type { SimPosition } from "../core/sim-books.ts";
import type { SimBroker } from "../core/sim-broker.ts";
import type { SimAccount } from "../core/sim-event.ts";

/** Returns how much of a position is a holding: shares that were there when the last night passed. */
function heldOf(broker: SimBroker, { symbol, carried }: SimPosition): number {
  return broker.instrument(symbol)?.kind === "equity" ? Math.max(0, carried) : 0;
}

/** Returns the net positions of the day, with the fields of the vendor's own example. */
export function kitePositions(broker: SimBroker, account: SimAccount) {
  const positions = broker.books.positionsOf(account.id);
  const ofToday = positions.filter((position) => {
    return heldOf(broker, position) === 0 || position.bought > 0 || position.sold > 0;
  });
  const rows = ofToday.map((position) => {
    const { symbol, averagePrice, realised, bought, boughtValue, sold, soldValue } = position;
    const quantity = position.quantity - heldOf(broker, position);
    const { price, previousClose } = broker.surroundings.board.quoteOf(symbol);
    const unrealised = (price - averagePrice) * quantity;
    const kind = broker.instrument(symbol)?.kind;
    const buyPrice = bought === 0 ? 0 : boughtValue / bought;
    const sellPrice = sold === 0 ? 0 : soldValue / sold;
    return {
      tradingsymbol: symbol,
      exchange: broker.instrument(symbol)?.exchange ?? "NSE",
      instrument_token: broker.instrument(symbol)?.token ?? 0,
      product: kind === "equity" ? "CNC" : "NRML",
      quantity,
      overnight_quantity: 0,
      multiplier: 1,
      average_price: averagePrice,
      close_price: previousClose,
      last_price: price,
      value: soldValue - boughtValue,
      pnl: realised + unrealised,
      m2m: realised + unrealised,
      unrealised,
      realised,
      buy_quantity: bought,
      buy_price: buyPrice,
      buy_value: boughtValue,
      buy_m2m: boughtValue,
      sell_quantity: sold,
      sell_price: sellPrice,
      sell_value: soldValue,
      sell_m2m: soldValue,
      day_buy_quantity: bought,
      day_buy_price: buyPrice,
      day_buy_value: boughtValue,
      day_sell_quantity: sold,
      day_sell_price: sellPrice,
      day_sell_value: soldValue,
    };
  });
  return { net: rows, day: rows };
}

/** Returns the shares of earlier days; what is sold of them is used, and goes over night. */
export function kiteHoldings(broker: SimBroker, account: SimAccount) {
  return broker.books.positionsOf(account.id).flatMap((position) => {
    const { symbol, unsettled, averagePrice, bought, sold } = position;
    const held = heldOf(broker, position);
    if (held === 0) return [];
    const { price, previousClose } = broker.surroundings.board.quoteOf(symbol);
    return {
      tradingsymbol: symbol,
      exchange: broker.instrument(symbol)?.exchange ?? "NSE",
      instrument_token: broker.instrument(symbol)?.token ?? 0,
      isin: "",
      product: "CNC",
      price: 0,
      quantity: held - unsettled,
      used_quantity: Math.min(held, Math.max(0, sold - bought)),
      t1_quantity: unsettled,
      realised_quantity: held - unsettled,
      opening_quantity: held - unsettled,
      authorised_quantity: 0,
      short_quantity: 0,
      collateral_quantity: 0,
      collateral_type: "",
      discrepancy: false,
      average_price: averagePrice,
      last_price: price,
      close_price: previousClose,
      pnl: (price - averagePrice) * held,
      day_change: price - previousClose,
      day_change_percentage: (price / previousClose - 1) * 100,
    };
  });
}

export function kiteMargins(broker: SimBroker, account: SimAccount) {
  const { cash, used, available } = broker.books.fundsOf(account.id);
  return {
    enabled: true,
    net: available,
    available: {
      adhoc_margin: 0,
      cash,
      opening_balance: account.cash,
      live_balance: available,
      collateral: 0,
      intraday_payin: 0,
    },
    utilised: {
      debits: used,
      exposure: 0,
      m2m_realised: cash - account.cash,
      m2m_unrealised: 0,
      option_premium: 0,
      payout: 0,
      span: used,
      holding_sales: 0,
      turnover: 0,
      liquid_collateral: 0,
      stock_collateral: 0,
      delivery: 0,
    },
  };
}
