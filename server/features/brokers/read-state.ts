import type { BrokerConnection } from "../../brokers/port/broker-connection.ts";
import type { Queryable } from "../../db/client.ts";
import { listOwnClientIds } from "../../db/repositories/broker-orders.ts";
import type { BrokerStateDto } from "./dto.ts";

const mostOrders = 100;

export async function readBrokerState(
  db: Queryable,
  accountId: string,
  connection: BrokerConnection,
): Promise<BrokerStateDto> {
  const [funds, positions, holdings, orders] = await Promise.all([
    connection.readFunds(),
    connection.listPositions(),
    connection.listHoldings(),
    connection.listOrders(),
  ]);
  const newest = orders.slice(-mostOrders).reverse();
  const ids = newest.flatMap(({ clientOrderId }) => clientOrderId ?? []);
  const ours = await listOwnClientIds(db, accountId, ids);
  return {
    at: new Date().toISOString(),
    funds: { ...funds },
    positions: positions.map((position) => ({ ...position })),
    holdings: holdings.map((holding) => ({ ...holding })),
    orders: newest.map((order) => ({
      id: order.brokerOrderId,
      symbol: order.symbol,
      side: order.side,
      type: order.type,
      status: order.status,
      quantity: order.quantity,
      filledQuantity: order.filledQuantity,
      averagePrice: order.averagePrice,
      isOurs: order.clientOrderId !== null && ours.has(order.clientOrderId),
      reason: order.reason,
      time: order.time === null ? null : new Date(order.time).toISOString(),
    })),
  };
}
