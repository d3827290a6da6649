import type { Program, ProgramNode } from "../compiler/program.ts";
import type { RebalanceIntent } from "../nodes/order-intent.ts";
import type { OrderDesk } from "./order-desk.ts";
import type { Portfolio } from "./portfolio.ts";
import type { RebalanceMoment } from "./rebalance-legs.ts";

export type RebalanceTask = RebalanceMoment & {
  readonly program: Program;
  readonly desk: OrderDesk;
  readonly portfolio: Portfolio | null;
};

/** Sends the orders of a rebalance, and has its node say in every lane what came of it. */
export function answerRebalance(node: ProgramNode, intent: RebalanceIntent, task: RebalanceTask): void {
  const { program, desk, portfolio } = task;
  const orders = desk.rebalance(node.id, intent, task);
  const isKnown = intent.weights.some((weight) => !Number.isNaN(weight));
  const rank = program.orders.findIndex((index) => program.nodes[index] === node);
  portfolio?.report(rank, orders > 0 ? "fired" : isKnown ? "within-corridor" : "weights-unknown");
}
