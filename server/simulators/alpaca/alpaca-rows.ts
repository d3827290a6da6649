import type { SimBroker } from "../core/sim-broker.ts";
import type { SimAccount } from "../core/sim-event.ts";
import type { SimInstrument } from "../core/sim-instrument.ts";
import { assetId, iso } from "./alpaca-order-row.ts";

export function alpacaAccount(broker: SimBroker, account: SimAccount) {
  const { cash, used, available } = broker.books.fundsOf(account.id);
  return {
    id: account.id,
    account_number: account.name,
    status: "ACTIVE",
    currency: "USD",
    cash: String(cash),
    buying_power: String(available),
    non_marginable_buying_power: String(available),
    portfolio_value: String(cash),
    equity: String(cash),
    initial_margin: String(used),
    pattern_day_trader: false,
    trading_blocked: false,
    account_blocked: false,
    transfers_blocked: false,
    shorting_enabled: true,
    multiplier: "1",
    created_at: iso(0),
  };
}

export function alpacaPositions(broker: SimBroker, account: SimAccount) {
  return broker.books
    .positionsOf(account.id)
    .filter(({ quantity }) => quantity !== 0)
    .map(({ symbol, quantity, averagePrice }) => {
      const { price, previousClose } = broker.surroundings.board.quoteOf(symbol);
      return {
        asset_id: assetId(symbol),
        symbol,
        exchange: broker.instrument(symbol)?.exchange ?? "NASDAQ",
        asset_class: "us_equity",
        asset_marginable: true,
        avg_entry_price: String(averagePrice),
        qty: String(quantity),
        qty_available: String(quantity),
        side: quantity > 0 ? "long" : "short",
        market_value: String(price * quantity),
        cost_basis: String(averagePrice * quantity),
        unrealized_pl: String((price - averagePrice) * quantity),
        current_price: String(price),
        lastday_price: String(previousClose),
        change_today: String(price / previousClose - 1),
      };
    });
}

export function alpacaAsset({ symbol, name, exchange }: SimInstrument) {
  return {
    id: assetId(symbol),
    class: "us_equity",
    exchange,
    symbol,
    name,
    status: "active",
    tradable: true,
    marginable: true,
    shortable: true,
    easy_to_borrow: true,
    fractionable: false,
    maintenance_margin_requirement: 100,
  };
}
