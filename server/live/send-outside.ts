import type { OutsideCommand, OutsidePlacing } from "@/graph-runtime/engine/outside/ticket.ts";
import type { TimeInForce as WantedTime } from "@/graph-runtime/nodes/order-intent.ts";
import type { TimeInForce } from "../brokers/port/broker-order.ts";
import { decimal } from "../brokers/port/decimal.ts";
import type { OrderWish } from "../brokers/port/prepare-orders.ts";
import { brokerOf } from "../brokers/registry.ts";
import type { Transaction } from "../db/client.ts";
import { listSlices } from "../db/repositories/broker-orders.ts";
import type { RunAccount, RunWork } from "../db/repositories/runs.ts";
import { enqueueCancel, enqueueChange, enqueueOrder, enqueuePair, type PlacingOfPair } from "./account/enqueue.ts";
import { reviewEntry } from "./account/review-limits.ts";
import { appendReport, tellRun } from "./account/tell-run.ts";
import { RunVenue } from "./run-venue.ts";

/**
 * Puts what a step asks of the broker into the account's outbox, in the transaction of the step. What cannot be sent at all is reported
 * back to the run as refused. Call it with the run's row locked.
 */
export async function sendOutside(
  tx: Transaction,
  run: Pick<RunWork, "id" | "symbols"> & { readonly account: RunAccount },
  commands: readonly OutsideCommand[],
): Promise<void> {
  if (commands.length === 0) return;
  const venue = RunVenue.parse(run.account.venue);
  for (const command of commands) {
    if (command.kind === "place") await place(tx, run, { command, venue });
    else if (command.kind === "place-pair") await placePair(tx, run, { ...command, venue });
    else await follow(tx, run, command);
  }
}

type Sender = Pick<RunWork, "id" | "symbols"> & { readonly account: RunAccount };
type Placing = { readonly command: OutsidePlacing; readonly venue: RunVenue };
type PairCommand = Record<"target" | "stop", OutsidePlacing> & { readonly venue: RunVenue };

async function place(tx: Transaction, { id: runId, symbols, account }: Sender, { command, venue }: Placing) {
  const symbol = symbols[command.lane] ?? "";
  const wish = wishOf(account.broker, symbol, { command, venue });
  const refuse = (reason: string): Promise<void> => appendReport(tx, runId, refusal(command.id, reason));
  if (wish === null) return refuse(`the broker does not list ${symbol}`);
  if (command.role === "entry") {
    const { limitPrice, quantity } = command;
    const lastPrice = command.lastPrice > 0 ? command.lastPrice : null;
    const isBuy = command.side === "buy";
    const order = { symbol: wish.instrument.symbol, quantity, limitPrice, lastPrice, isBuy };
    const reason = await reviewEntry(tx, account.id, { ...order, runId, feedSymbol: symbol });
    if (reason !== null) return refuse(reason);
  }
  const run = { id: runId, orderNumber: command.order };
  const enqueued = await enqueueOrder(tx, { account, run, wish });
  if (enqueued.kind === "refused") await refuse(enqueued.reason);
  return undefined;
}

/** Both or neither: what cannot be sent as a pair is reported as refused, of which the run makes two. */
async function placePair(tx: Transaction, run: Sender, command: PairCommand): Promise<void> {
  const placing = pairOf(run, command);
  const { target, stop } = command;
  const enqueued = placing
    ? await enqueuePair(tx, placing)
    : { kind: "refused" as const, reason: `the broker does not list ${run.symbols[target.lane] ?? ""}` };
  if (enqueued.kind !== "refused") return;
  for (const { id } of [target, stop]) await appendReport(tx, run.id, refusal(id, enqueued.reason));
}

/** Returns what a stop and a target that go out as one ask of the broker; null where it does not list their symbol. */
export function pairOf({ id, symbols, account }: Sender, { target, stop, venue }: PairCommand): PlacingOfPair | null {
  const asked = (command: OutsidePlacing) => {
    const wish = wishOf(account.broker, symbols[command.lane] ?? "", { command, venue });
    return wish && { account, run: { id, orderNumber: command.order }, wish };
  };
  const [first, second] = [asked(target), asked(stop)];
  return first && second && { target: first, stop: second };
}

/** Returns what an order asks of the broker; null where the broker does not list its symbol. */
export function wishOf(broker: string, symbol: string, { command, venue }: Placing): OrderWish | null {
  const instrument = venue.instruments[symbol];
  if (instrument === undefined) return null;
  return {
    clientOrderId: command.id,
    instrument,
    side: command.side,
    role: command.role,
    type: command.type,
    quantity: decimal(command.quantity),
    limitPrice: command.limitPrice === null ? null : decimal(command.limitPrice),
    triggerPrice: command.stopPrice === null ? null : decimal(command.stopPrice),
    timeInForce: timeAt(broker, command.timeInForce),
    product: venue.product,
    lastPrice: command.lastPrice > 0 ? decimal(command.lastPrice) : null,
  };
}

async function follow(
  tx: Transaction,
  { account }: Sender,
  command: Exclude<OutsideCommand, { kind: "place" | "place-pair" }>,
): Promise<void> {
  const slices = await listSlices(tx, account.id, command.id);
  const [only, ...others] = slices;
  if (command.kind === "cancel") {
    for (const slice of slices) await enqueueCancel(tx, slice.id, `${slice.id}:${command.ordinal}`);
    return;
  }
  if (only === undefined) return;
  if (others.length > 0 || only.slices > 1) {
    await tellRun(tx, only, { refused: "change", reason: "it was sent in slices, which cannot be changed as one" });
    return;
  }
  await enqueueChange(tx, only.id, `${only.id}:${command.ordinal}`, {
    quantity: decimal(command.quantity),
    limitPrice: command.limitPrice === null ? null : decimal(command.limitPrice),
    triggerPrice: command.stopPrice === null ? null : decimal(command.stopPrice),
  });
}

/** A broker without orders that last gets orders of the day: the engine sends them again each day. */
function timeAt(broker: string, wanted: WantedTime): TimeInForce {
  const { timesInForce } = brokerOf(broker).capabilities;
  switch (wanted) {
    case "gtc":
    case "gtd":
      return timesInForce.gtc === "native" ? "gtc" : "day";
    case "on-open":
      return "opening";
    case "on-close":
      return "closing";
    case "day":
    case "ioc":
    case "fok":
      return wanted;
  }
}

function refusal(id: string, reason: string) {
  const nothing = { slice: 0, slices: 1, filled: 0, value: 0, refused: null };
  return { report: { id, status: "rejected" as const, reason, ...nothing }, time: Date.now() };
}
