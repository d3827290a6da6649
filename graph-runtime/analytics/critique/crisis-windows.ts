import { DAY, daysFromCivil } from "../../core/time.ts";
import { defineCheck, percent } from "./define-check.ts";

const at = (year: number, month: number, day: number): number => daysFromCivil(year, month, day) * DAY;

const CRISES: readonly { readonly name: string; readonly from: number; readonly to: number }[] = [
  { name: "dot-com slump 2000-2002", from: at(2000, 9, 1), to: at(2002, 10, 9) },
  { name: "financial crisis 2008-2009", from: at(2008, 9, 15), to: at(2009, 3, 9) },
  { name: "flash crash May 2010", from: at(2010, 5, 6), to: at(2010, 5, 20) },
  { name: "debt ceiling August 2011", from: at(2011, 7, 22), to: at(2011, 8, 8) },
  { name: "yuan devaluation August 2015", from: at(2015, 8, 18), to: at(2015, 8, 25) },
  { name: "December 2018", from: at(2018, 12, 3), to: at(2018, 12, 24) },
  { name: "pandemic crash 2020", from: at(2020, 2, 20), to: at(2020, 3, 23) },
  { name: "rate shock 2022", from: at(2022, 1, 4), to: at(2022, 10, 12) },
];

/** How the run went through the crises that its data covers. */
export const crisisWindows = defineCheck({
  id: "crisis-windows",
  title: "Crises",
  run(context) {
    const { sessionEnds, sessionEquity, benchmark, result } = context;
    const times = Array.from(sessionEnds, (bar) => result.time[bar] as number);
    if (times.length < 30 || context.lanes.every((lane) => lane.instrument.synthetic)) return null;
    const numbers: Record<string, number> = {};
    const parts: string[] = [];
    let isHurt = false;
    for (const { name, from, to } of CRISES) {
      const start = times.findIndex((time) => time >= from);
      const end = times.findLastIndex((time) => time <= to + DAY);
      if (start < 1 || end <= start || (times[times.length - 1] as number) < to) continue;
      const own = (sessionEquity[end] as number) / (sessionEquity[start - 1] as number) - 1;
      numbers[name] = own;
      const other = benchmark
        ? (benchmark.sessionEquity[end] as number) / (benchmark.sessionEquity[start - 1] as number) - 1
        : null;
      parts.push(`${name}: ${percent(own)}${other === null ? "" : ` (benchmark ${percent(other)})`}`);
      if (own < -0.2) isHurt = true;
    }
    if (parts.length === 0) {
      return {
        severity: "info",
        message: "The data covers none of the market crises of the last decades.",
        suggestion: "Test on data that contains a crash before trusting the drawdown.",
        numbers,
      };
    }
    return {
      severity: isHurt ? "warning" : "info",
      message: `Return in the crises that the data covers: ${parts.join("; ")}.`,
      suggestion: isHurt
        ? "Consider an exit or a smaller size in high volatility."
        : "Nothing to change; compare with what you could bear.",
      numbers,
    };
  },
});
