import type { OutsideCommand, OutsideReport, OutsideStatus, SentTerms } from "../engine/outside/ticket.ts";

type Placing = Extract<OutsideCommand, { kind: "place" }>;
type TrialOrder = { readonly placing: Placing; terms: SentTerms; status: OutsideStatus; filled: number; value: number };

/** A broker for tests: it does what it is asked when it is told to, and knows what was really traded. */
export class TrialBroker {
  readonly orders = new Map<string, TrialOrder>();
  /** Signed units by lane, as traded here. */
  readonly net = new Map<number, number>();
  /** Everything that was asked, in order. */
  readonly asked: OutsideCommand[] = [];

  /** Takes commands over; what was asked before under the same id is a fault of the asker. */
  take(commands: readonly OutsideCommand[]): void {
    for (const command of commands) {
      this.asked.push(command);
      if (command.kind !== "place") continue;
      if (this.orders.has(command.id)) throw new Error(`the id ${command.id} was used twice`);
      this.orders.set(command.id, { placing: command, terms: command, status: "sent", filled: 0, value: 0 });
    }
  }

  live(): string[] {
    return [...this.orders].filter(([, { status }]) => status === "sent" || status === "working").map(([id]) => id);
  }

  accept(id: string): OutsideReport {
    return this.#say(id, "working");
  }

  fill(id: string, quantity: number, price: number): OutsideReport {
    const order = this.#order(id);
    order.filled += quantity;
    order.value += quantity * price;
    const { lane, side } = order.placing;
    this.net.set(lane, (this.net.get(lane) ?? 0) + (side === "buy" ? quantity : -quantity));
    const isWhole = order.filled >= order.terms.quantity;
    return this.#say(id, isWhole ? "filled" : order.status === "cancelled" ? "cancelled" : "working");
  }

  end(id: string, status: "cancelled" | "expired" | "rejected", reason: string | null = null): OutsideReport {
    return { ...this.#say(id, status), reason };
  }

  change(id: string, terms: SentTerms): OutsideReport {
    this.#order(id).terms = terms;
    return this.#say(id, "working");
  }

  refuse(id: string, refused: "cancel" | "change"): OutsideReport {
    return { ...this.#say(id, this.#order(id).status), refused, reason: "not now" };
  }

  /** Units that exits of a lane may still trade. */
  closing(lane: number, held: number): number {
    return this.live().reduce((sum, id) => {
      const { placing, terms, filled } = this.#order(id);
      const sign = placing.side === "buy" ? 1 : -1;
      return placing.lane === lane && placing.role === "exit" && sign * held <= 0 ? sum + terms.quantity - filled : sum;
    }, 0);
  }

  #order(id: string): TrialOrder {
    const order = this.orders.get(id);
    if (order === undefined) throw new Error(`there is no order ${id}`);
    return order;
  }

  #say(id: string, status: OutsideStatus): OutsideReport {
    const order = this.#order(id);
    order.status = status;
    const { filled, value } = order;
    return { id, slice: 0, slices: 1, status, filled, value, reason: null, refused: null };
  }
}
