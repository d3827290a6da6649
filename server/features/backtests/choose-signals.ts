import type { Program } from "@/graph-runtime/compiler/program.ts";
import type { OutsideSignal } from "@/graph-runtime/market/outside-signal.ts";
import { readSignalsCsv } from "@/graph-runtime/market/read-signals.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import { recordedSignals } from "../hooks/service.ts";
import type { SignalSource } from "./dto.ts";

const mostSignals = 5_000;
const mostTold = 3;

type Wanted = { readonly strategyId: string; readonly program: Program; readonly source: SignalSource | undefined };

/** Returns the recorded signals that a run is given, or undefined where none were asked for; says what is wrong with those asked for. */
export async function chooseSignals(context: Context, { strategyId, program, source }: Wanted) {
  if (source === undefined) return undefined;
  const names = program.outside.map(({ name }) => name);
  if (names.length === 0) {
    const message = 'This strategy has no node "Signal from outside" that would hear them: run it without signals.';
    throw new AppError("invalid-input", { message });
  }
  const signals = source.from === "csv" ? readCsv(source.csv, names) : await received(context, strategyId, names);
  if (signals.length <= mostSignals) return [...signals];
  const message = `A run takes ${mostSignals} recorded signals at most, and there are ${signals.length}: take a shorter period.`;
  throw new AppError("invalid-input", { message });
}

function readCsv(text: string, names: readonly string[]): readonly OutsideSignal[] {
  const { signals, diagnostics } = readSignalsCsv(text, names);
  if (diagnostics.length === 0) return signals;
  const told = diagnostics.slice(0, mostTold).map((one) => one.message);
  const more = diagnostics.length > mostTold ? [`and ${diagnostics.length - mostTold} more`] : [];
  throw new AppError("invalid-input", { message: `The recorded signals: ${[...told, ...more].join("; ")}.` });
}

async function received(context: Context, strategyId: string, names: readonly string[]): Promise<OutsideSignal[]> {
  const all = await recordedSignals(context, strategyId, mostSignals);
  const heard = all.filter(({ name }) => names.includes(name));
  if (heard.length > 0) return heard;
  const message = `No signal named ${names.map((name) => `"${name}"`).join(" or ")} has come in over this strategy's webhook in the last 90 days. Give recorded signals as CSV, or run without.`;
  throw new AppError("not-possible-now", { message });
}
