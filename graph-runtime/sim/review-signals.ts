import type { Program } from "../compiler/program.ts";
import { type Diagnostic, warningDiagnostic } from "../core/diagnostic.ts";
import type { OutsideSignal } from "../market/outside-signal.ts";
import { timeframeMilliseconds } from "../market/timeframe.ts";

/** Says where a strategy waits for signals in vain: a run without a trade must say why. */
export function reviewSignals(
  { outside, settings }: Program,
  signals: readonly OutsideSignal[],
  time: Float64Array,
): Diagnostic[] {
  if (outside.length === 0) return [];
  const names = outside.map(({ name }) => `"${name}"`).join(", ");
  if (signals.length === 0) {
    const what = outside.length === 1 ? "signal" : "signals";
    return [
      warningDiagnostic(
        "run.no-signals",
        `This strategy waits for the ${what} ${names} from outside, and this run was given none: what depends on them never happened. Run it with recorded signals.`,
        { expected: `recorded signals named ${names}`, received: "no signals" },
      ),
    ];
  }
  const [first, last] = [time[0]!, time[time.length - 1]! + timeframeMilliseconds(settings.timeframe)];
  const heard = signals.filter((one) => one.time >= first && one.time < last);
  const unheard = outside.filter(({ name }) => heard.every((one) => one.name !== name));
  const beside = signals.length - heard.length;
  const problems: Diagnostic[] = [];
  if (beside > 0)
    problems.push(
      warningDiagnostic(
        "run.signals-beside",
        `${beside} of ${signals.length} recorded signals lie before or after the bars of this run, and did nothing.`,
      ),
    );
  if (unheard.length > 0)
    problems.push(
      warningDiagnostic(
        "run.no-signals",
        `No recorded signal named ${unheard.map(({ name }) => `"${name}"`).join(", ")} came in during this run: what depends on it never happened.`,
      ),
    );
  return problems;
}
