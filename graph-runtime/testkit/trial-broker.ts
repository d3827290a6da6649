import type {
  OutsideCommand,
  OutsidePlacing,
  OutsideReport,
  OutsideStatus,
  SentTerms,
} from "../engine/outside/ticket.ts";

type TrialOrder = {
  readonly placing: OutsidePlacing;
  /** The other one of a pair. */
  readonly pair: string | null;
  terms: SentTerms;
  status: OutsideStatus;
  filled: number;
  value: number;
};

/** A broker for tests: it does what it is asked when it is told to, and knows what was really traded. */
export class TrialBroker {
  readonly orders = new Map<string, TrialOrder>();
  /** Signed units by lane, as traded here. */
  readonly net = new Map<number, number>();
  /** Whether a wish was refused; whoever asks may forget it. */
  hasRefused = false;
  /** Everything that was asked, in order. */
  readonly asked: OutsideCommand[] = [];

  /** Takes commands over; what was asked before under the same id is a fault of the asker. */
  take(commands: readonly OutsideCommand[]): void {
    for (const command of commands) {
      this.asked.push(command);
      if (command.kind === "place") this.#open(command, null);
      else if (command.kind === "place-pair") {
        this.#open(command.target, command.stop.id);
        this.#open(command.stop, command.target.id);
      }
    }
  }

  #open(placing: OutsidePlacing, pair: string | null): void {
    if (this.orders.has(placing.id)) throw new Error(`the id ${placing.id} was used twice`);
    this.orders.set(placing.id, { placing, pair, terms: placing, status: "sent", filled: 0, value: 0 });
  }

  /** The other one of a pair, as long as it works. */
  partnerOf(id: string): string | null {
    const { pair } = this.#order(id);
    return pair !== null && this.live().includes(pair) ? pair : null;
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
    const partner = this.partnerOf(id);
    if (partner !== null) {
      const { terms, filled } = this.#order(partner);
      this.#order(partner).terms = { ...terms, quantity: Math.max(filled, terms.quantity - quantity) };
    }
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
    this.hasRefused = true;
    return { ...this.#say(id, this.#order(id).status), refused, reason: "not now" };
  }

  /** Units that exits of a lane may still trade; a pair trades its units once. */
  closing(lane: number, held: number): number {
    const counted = new Set<string>();
    return this.live().reduce((sum, id) => {
      const { placing, terms, filled } = this.#order(id);
      const sign = placing.side === "buy" ? 1 : -1;
      const partner = this.partnerOf(id);
      counted.add(id);
      if (partner !== null && counted.has(partner)) return sum;
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
