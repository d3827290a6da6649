import { qrBytes } from "./qr-bytes.ts";

/** Rows of modules; true is dark. */
export type QrMatrix = readonly (readonly boolean[])[];

/** A square that remembers which modules belong to the code's own patterns and not to its data. */
class Grid {
  readonly size: number;
  readonly dark: boolean[][];
  readonly reserved: boolean[][];

  constructor(size: number) {
    this.size = size;
    this.dark = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
    this.reserved = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  }

  isInside(x: number, y: number): boolean {
    return x >= 0 && y >= 0 && x < this.size && y < this.size;
  }

  pattern(x: number, y: number, isDark: boolean): void {
    if (!this.isInside(x, y)) return;
    this.data(x, y, isDark);
    const row = this.reserved[y];
    if (row) row[x] = true;
  }

  data(x: number, y: number, isDark: boolean): void {
    const row = this.dark[y];
    if (row) row[x] = isDark;
  }

  isReserved(x: number, y: number): boolean {
    return this.reserved[y]?.[x] ?? true;
  }
}

function drawRings(grid: Grid, centerX: number, centerY: number, radius: number, light: readonly number[]): void {
  for (let dy = -radius; dy <= radius; dy += 1) {
    for (let dx = -radius; dx <= radius; dx += 1) {
      const ring = Math.max(Math.abs(dx), Math.abs(dy));
      grid.pattern(centerX + dx, centerY + dy, !light.includes(ring));
    }
  }
}

function alignmentCenters(version: number, size: number): readonly number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, index) => size - 7 - step * (count - 2 - index))];
}

function drawPatterns(grid: Grid, version: number): void {
  const { size } = grid;
  for (let index = 0; index < size; index += 1) {
    grid.pattern(6, index, index % 2 === 0);
    grid.pattern(index, 6, index % 2 === 0);
  }
  drawRings(grid, 3, 3, 4, [2, 4]);
  drawRings(grid, size - 4, 3, 4, [2, 4]);
  drawRings(grid, 3, size - 4, 4, [2, 4]);
  const centers = alignmentCenters(version, size);
  const last = centers.length - 1;
  centers.forEach((x, column) => {
    centers.forEach((y, row) => {
      const isFinder = (column === 0 && (row === 0 || row === last)) || (column === last && row === 0);
      if (!isFinder) drawRings(grid, x, y, 2, [1]);
    });
  });
}

/** Level M is 00; mask 0 is 000. Any mask is legal to a reader: choosing the prettiest would only ease bad cameras. */
function drawFormat(grid: Grid): void {
  const { size } = grid;
  const bits = 0x5412;
  const bit = (index: number) => ((bits >>> index) & 1) === 1;
  for (let index = 0; index <= 5; index += 1) grid.pattern(8, index, bit(index));
  grid.pattern(8, 7, bit(6));
  grid.pattern(8, 8, bit(7));
  grid.pattern(7, 8, bit(8));
  for (let index = 9; index < 15; index += 1) grid.pattern(14 - index, 8, bit(index));
  for (let index = 0; index < 8; index += 1) grid.pattern(size - 1 - index, 8, bit(index));
  for (let index = 8; index < 15; index += 1) grid.pattern(8, size - 15 + index, bit(index));
  grid.pattern(8, size - 8, true);
}

function drawVersion(grid: Grid, version: number): void {
  if (version < 7) return;
  let remainder = version;
  for (let step = 0; step < 12; step += 1) remainder = (remainder << 1) ^ ((remainder >>> 11) * 0x1f25);
  const bits = (version << 12) | remainder;
  for (let index = 0; index < 18; index += 1) {
    const isDark = ((bits >>> index) & 1) === 1;
    const long = grid.size - 11 + (index % 3);
    const short = Math.floor(index / 3);
    grid.pattern(long, short, isDark);
    grid.pattern(short, long, isDark);
  }
}

/** Fills the data in, two columns at a time from the right, upwards and downwards in turn, mask 0 applied. */
function drawData(grid: Grid, bytes: readonly number[]): void {
  const { size } = grid;
  let next = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    const column = right <= 6 ? right - 1 : right;
    const isUpward = ((column + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1) {
      const y = isUpward ? size - 1 - step : step;
      for (const x of [column, column - 1]) {
        if (grid.isReserved(x, y)) continue;
        const bit = ((bytes[next >>> 3] ?? 0) >>> (7 - (next & 7))) & 1;
        next += 1;
        grid.data(x, y, (bit === 1) !== ((x + y) % 2 === 0));
      }
    }
  }
}

/** Returns the QR code of a text, without its quiet zone. */
export function qrMatrix(text: string): QrMatrix {
  const { version, bytes } = qrBytes(text);
  const grid = new Grid(version * 4 + 17);
  drawPatterns(grid, version);
  drawFormat(grid);
  drawVersion(grid, version);
  drawData(grid, bytes);
  return grid.dark;
}
