import { type BacktestSummary, type HeadlineFigure, headlineIds } from "./dto.ts";

/** Returns the headline figures of a summary, in the order of the list; what was not computed is left out. */
export function headlineOf({ statistics }: Pick<BacktestSummary, "statistics">): HeadlineFigure[] {
  return headlineIds.flatMap((wanted) => {
    const found = statistics.find(({ id }) => id === wanted);
    if (found === undefined) return [];
    const { id, label, value, unit, reason } = found;
    return [{ id, label, value, unit, ...(reason === undefined ? {} : { reason }) }];
  });
}
