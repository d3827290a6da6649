import type { SimBroker } from "../core/sim-broker.ts";
import type { SimAccount } from "../core/sim-event.ts";

/** Returns the net positions, with the fields of the vendor's own example. */
export function kitePositions(broker: SimBroker, account: SimAccount) {
  const rows = broker.books.positionsOf(account.id).map((position) => {
    const { symbol, quantity, averagePrice, realised, bought, boughtValue, sold, soldValue } = position;
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
