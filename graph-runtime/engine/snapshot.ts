import { utf8 } from "../core/hash/utf8.ts";
import { utf8Text } from "../core/hash/utf8-text.ts";
import { invariant } from "../core/invariant.ts";
import type { Engine } from "./engine.ts";
import type { HeldEntry } from "./held-entries.ts";
import type { TicketBook, TicketState } from "./outside/ticket-book.ts";
import type { RiskState } from "./risk-desk.ts";
import type { SessionState } from "./session-open.ts";
import type { WorkingOrder } from "./working-order.ts";

/** Written in front of every snapshot; a reader refuses other forms. */
const FORM = "quantloom.snapshot/6";

type Head = {
  readonly form: string;
  readonly semanticHash: string;
  readonly lanes: number;
  readonly stateSize: number;
  /** Absent in snapshots of runs in which every instrument is on its own. */
  readonly portfolioStateSize?: number;
  readonly isRuined: boolean;
  readonly entriesPaused: boolean;
  /** Absent within the hours of a run, and where it has none. */
  readonly entriesClosed?: boolean;
  readonly working: readonly (readonly WorkingOrder[])[];
  readonly reports: readonly (readonly string[])[];
  readonly session: SessionState;
  readonly risk: RiskState;
  /** Absent where no entry waits for approval. */
  readonly held?: readonly HeldEntry[];
  /** What was sent to a venue outside; absent where orders are matched here. */
  readonly outside?: TicketState;
};

/** Returns everything that the engine carries from one bar to the next. */
export function takeSnapshot(engine: Engine, semanticHash: string, tickets: TicketBook | null): Uint8Array {
  const { ledger, desk, lanes, portfolio } = engine;
  const head: Head = {
    form: FORM,
    semanticHash,
    lanes: lanes.length,
    stateSize: lanes[0]?.state.length ?? 0,
    portfolioStateSize: portfolio?.state.length ?? 0,
    isRuined: engine.isRuined,
    entriesPaused: engine.gate.entriesPaused,
    ...(engine.gate.entriesClosed ? { entriesClosed: true } : {}),
    working: desk.working,
    reports: lanes.map((lane) => lane.reports),
    session: engine.sessionOpen.state,
    risk: engine.risk.state,
    ...(desk.held.state.length === 0 ? {} : { held: desk.held.state }),
    ...(tickets === null ? {} : { outside: tickets.state }),
  };
  const numbers = [engine.bar, desk.nextId, engine.log.ambiguousBars, ledger.cash, ledger.fees];
  numbers.push(ledger.income, ledger.receivable);
  for (const column of ledgerColumns(engine)) numbers.push(...column);
  for (const lane of lanes) for (const value of lane.state) numbers.push(value);
  for (const value of portfolio?.state ?? []) numbers.push(value);
  const text = utf8(JSON.stringify(head));
  const padded = Math.ceil((text.length + 4) / 8) * 8;
  const bytes = new Uint8Array(padded + numbers.length * 8);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  bytes.set(new Uint8Array(Float64Array.from(numbers).buffer), padded);
  return bytes;
}

/** Puts an engine of the same program back to where a snapshot was taken. */
export function restoreSnapshot(
  engine: Engine,
  bytes: Uint8Array,
  { semanticHash, tickets }: { readonly semanticHash: string; readonly tickets: TicketBook | null },
): void {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const head = JSON.parse(utf8Text(bytes.subarray(4, 4 + length))) as Head;
  invariant(head.form === FORM, `snapshot form ${FORM} expected, found ${head.form}`);
  invariant(head.semanticHash === semanticHash, "the snapshot belongs to another program");
  const shared = engine.portfolio?.state ?? new Float64Array(0);
  invariant(
    head.lanes === engine.lanes.length &&
      head.stateSize === (engine.lanes[0]?.state.length ?? 0) &&
      (head.portfolioStateSize ?? 0) === shared.length,
    "the snapshot has another shape",
  );
  const padded = Math.ceil((length + 4) / 8) * 8;
  // copied, because the bytes may not lie on a border of eight
  const numbers = new Float64Array(bytes.slice(padded).buffer);
  const { ledger, desk } = engine;
  engine.bar = numbers[0]!;
  desk.nextId = numbers[1]!;
  engine.log.ambiguousBars = numbers[2]!;
  ledger.cash = numbers[3]!;
  ledger.fees = numbers[4]!;
  ledger.income = numbers[5]!;
  ledger.receivable = numbers[6]!;
  engine.sessionOpen.restore(head.session);
  engine.risk.restore(head.risk);
  desk.held.restore(head.held ?? []);
  let at = 7;
  for (const column of [...ledgerColumns(engine), ...engine.lanes.map((lane) => lane.state), shared]) {
    column.set(numbers.subarray(at, at + column.length));
    at += column.length;
  }
  engine.isRuined = head.isRuined;
  engine.gate.entriesPaused = head.entriesPaused;
  engine.gate.entriesClosed = head.entriesClosed ?? false;
  head.working.forEach((orders, lane) => {
    desk.working[lane]!.splice(0, Number.POSITIVE_INFINITY, ...orders);
  });
  const entries = desk.working.flat().filter((order) => order.record.role === "entry");
  desk.entries.splice(0, Number.POSITIVE_INFINITY, ...entries.sort((a, b) => a.record.id - b.record.id));
  tickets?.restore(head.outside ?? [], desk.working.flat());
  head.reports.forEach((reports, lane) => {
    engine.lanes[lane]!.reports.splice(
      0,
      Number.POSITIVE_INFINITY,
      ...(reports as (typeof engine.lanes)[number]["reports"]),
    );
  });
  engine.restoreEquity();
}

function ledgerColumns({ ledger, lastTime }: Engine): Float64Array[] {
  const { quantity, averagePrice, realised, mark, entryBar, entries, lastEntry, largest, settled, multiplier } = ledger;
  const columns = [quantity, averagePrice, realised, mark, entryBar, entries, lastEntry, largest, settled, multiplier];
  return [...columns, lastTime];
}
