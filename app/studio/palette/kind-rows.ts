import type { Kind } from "../kinds/kind.ts";
import type { KindGroup } from "./catalogue.ts";

/** A line of the palette: the title of a group, or a kind with its place among all kinds. */
export type KindRow =
  | { readonly title: string; readonly top: number }
  | {
      readonly kind: Kind;
      readonly key: string;
      readonly index: number;
      readonly isFirst: boolean;
      readonly top: number;
    };

export const titleHeight = 30;
export const rowHeight = 46;

/** Returns the lines of the palette with their places from the top, and how high they are together. */
export function kindRows(groups: readonly KindGroup[]): { readonly rows: readonly KindRow[]; readonly height: number } {
  const rows: KindRow[] = [];
  const seen = new Set<string>();
  let top = 0;
  let index = 0;
  for (const group of groups) {
    rows.push({ title: group.title, top });
    top += titleHeight;
    for (const kind of group.kinds) {
      rows.push({ kind, key: `${group.id}:${kind.kind}`, index, isFirst: !seen.has(kind.kind), top });
      seen.add(kind.kind);
      top += rowHeight;
      index += 1;
    }
  }
  return { rows, height: top };
}

/** Returns the lines that a window of the list shows, and a few around it. */
export function rowsWithin(rows: readonly KindRow[], from: number, height: number): readonly KindRow[] {
  const spare = 4 * rowHeight;
  return rows.filter((row) => row.top >= from - spare - rowHeight && row.top <= from + height + spare);
}

/** Returns the title of the group that the top of the window lies in. */
export function titleAt(rows: readonly KindRow[], from: number): string {
  const row = rows.findLast((candidate) => "title" in candidate && candidate.top <= from);
  return row !== undefined && "title" in row ? row.title : "";
}

/** Returns how far the list must be scrolled so that a line lies in its window, under the title that stays. */
export function scrollTo(row: KindRow, from: number, height: number): number {
  if (row.top < from + titleHeight) return Math.max(0, row.top - titleHeight);
  return row.top + rowHeight > from + height ? row.top + rowHeight - height : from;
}
