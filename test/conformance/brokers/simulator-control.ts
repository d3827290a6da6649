import type { Fault } from "@/server/simulators/core/faults.ts";
import type { SimAccount, SimEvent } from "@/server/simulators/core/sim-event.ts";

/** What a test does to the simulators, over HTTP as any other program would. */
export class SimulatorControl {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  openAccount(given: { readonly broker: string } & Partial<SimAccount>): Promise<SimAccount> {
    return this.#ask("POST", "/accounts", { redirectUrl: "http://127.0.0.1:1/back", ...given }) as Promise<SimAccount>;
  }

  setPrice(symbol: string, price: number): Promise<unknown> {
    return this.#ask("POST", "/prices", { symbol, price });
  }

  amendTrade(symbol: string, trade: number, price: number | null): Promise<unknown> {
    return this.#ask("POST", "/amendments", { symbol, trade, price });
  }

  addFault(broker: string, action: string, effect: Fault["effect"], times = 1): Promise<unknown> {
    return this.#ask("POST", "/faults", { broker, action, effect, times });
  }

  clearFaults(): Promise<unknown> {
    return this.#ask("DELETE", "/faults");
  }

  disconnect(broker: string): Promise<unknown> {
    return this.#ask("POST", "/disconnect", { broker });
  }

  expire(broker: string): Promise<unknown> {
    return this.#ask("POST", "/expire", { broker });
  }

  passNight(broker: string): Promise<unknown> {
    return this.#ask("POST", "/nights", { broker });
  }

  changeLot(broker: string, symbol: string, lotSize: number): Promise<unknown> {
    return this.#ask("POST", "/lots", { broker, symbol, lotSize });
  }

  fill(broker: string, order: string, quantity: number): Promise<unknown> {
    return this.#ask("POST", "/fills", { broker, order, quantity, price: null });
  }

  async journal(): Promise<SimEvent[]> {
    return (await this.#ask("GET", "/journal")) as SimEvent[];
  }

  /** What really happened to the orders of an account; two brokers may have accounts of the same name. */
  async journalOf(account: string, broker?: string): Promise<SimEvent[]> {
    const events = (await this.journal()).filter((one) => broker === undefined || one.broker === broker);
    const own = new Set(
      events.flatMap((one) => (one.kind === "order-placed" && one.account === account ? one.order : [])),
    );
    return events.filter((one) => "order" in one && own.has(one.order));
  }

  async placedBy(account: string, broker?: string): Promise<Extract<SimEvent, { kind: "order-placed" }>[]> {
    return (await this.journalOf(account, broker)).filter((one) => one.kind === "order-placed");
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.root}/control${path}`, {
      method,
      headers: { "x-simulators": "control" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`the simulators refused ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }
}
