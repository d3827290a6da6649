import type { BarColumns } from "../bars.ts";
import { calendars } from "../calendar/calendars.ts";
import type { Instrument } from "../instrument.ts";
import type { Timeframe } from "../timeframe.ts";
import { findGaps } from "./find-gaps.ts";
import { findOutliers } from "./find-outliers.ts";
import { cleanRows, type Grade, type QualityReport, type RowTally } from "./quality-report.ts";

type Subject = {
  readonly bars: BarColumns;
  readonly timeframe: Timeframe;
  readonly calendar: Instrument["calendar"];
  /** Left out for bars that were not read from rows. */
  readonly rows?: RowTally;
};

/** Returns how good bars are. The bars have passed the check of the engine: what is left is what is missing and what is odd. */
export function assessQuality({ bars, timeframe, calendar, rows }: Subject): QualityReport {
  const coverage = findGaps(bars.time, timeframe, calendars[calendar]);
  const { possibleSplits, ...outliers } = findOutliers(bars);
  let flatBars = 0;
  let withoutVolume = 0;
  for (let i = 0; i < bars.time.length; i++) {
    if (bars.high[i] === bars.low[i]) flatBars++;
    if (bars.volume[i] === 0) withoutVolume++;
  }
  const report = {
    bars: bars.time.length,
    timeframe,
    calendar,
    expected: coverage.expected,
    missing: coverage.missing,
    outsideSessions: coverage.outside,
    gaps: { count: coverage.gapCount, worst: [...coverage.worst] },
    outliers: { count: outliers.count, worst: [...outliers.worst] },
    possibleSplits: [...possibleSplits],
    flatBars,
    withoutVolume,
    rows: rows ?? cleanRows(bars.time.length),
  };
  return { ...gradeOf(report), ...report };
}

const GRADES: readonly Grade[] = ["A", "B", "C", "D", "E"];

/** Each criterion: its share of the bars, the shares up to which it still allows A, B, C and D, and its words. */
function gradeOf(report: Omit<QualityReport, "grade" | "reasons">): Pick<QualityReport, "grade" | "reasons"> {
  const bars = Math.max(1, report.bars);
  const { missing, expected, rows } = report;
  const criteria: readonly [share: number, limits: readonly number[], words: string][] = [
    [
      missing === null ? 0 : missing / Math.max(1, expected ?? 1),
      [0.005, 0.03, 0.1, 0.5],
      `${missing} of ${expected} bars are missing`,
    ],
    [report.outsideSessions / bars, [0.005, 0.05, 0.2, 0.6], `${report.outsideSessions} bars lie outside the sessions`],
    [rows.bad / bars, [0, 0.001, 0.01, 0.1], `${rows.bad} rows were bad and left out`],
    [rows.repeated / bars, [0.001, 0.01, 0.1, 1], `${rows.repeated} rows were there twice`],
    [
      report.outliers.count / bars,
      [0.0002, 0.001, 0.005, 0.02],
      `${report.outliers.count} closes jump away and come back`,
    ],
    [report.flatBars / bars, [0.2, 0.4, 0.6, 0.9], `${report.flatBars} bars have one price only`],
    [report.bars < 30 ? 1 : 0, [0, 0, 1, 1], `there are only ${report.bars} bars`],
  ];
  const ranked = criteria
    .map(([share, limits, words]) => ({ rank: limits.filter((limit) => share > limit).length, words }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank);
  return { grade: GRADES[ranked[0]?.rank ?? 0]!, reasons: ranked.map(({ words }) => words) };
}
