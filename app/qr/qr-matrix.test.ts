import { describe, expect, test } from "vitest";
import { qrMatrix } from "./qr-matrix.ts";
import { errorCorrection } from "./reed-solomon.ts";

describe("QR codes", () => {
  test("the error correction of the worked example of the standard comes out", () => {
    // ISO/IEC 18004, annex I: "01234567" as a version 1-M symbol.
    const data = [16, 32, 12, 86, 97, 128, 236, 17, 236, 17, 236, 17, 236, 17, 236, 17];
    expect(errorCorrection(data, 10)).toEqual([165, 36, 212, 193, 237, 54, 199, 135, 44, 85]);
  });

  test("longer texts take larger codes, and one that fits none is refused", () => {
    expect(qrMatrix("12345")).toHaveLength(21);
    expect(qrMatrix("x".repeat(100))).toHaveLength(41);
    expect(qrMatrix("x".repeat(400))).toHaveLength(77);
    expect(() => qrMatrix("x".repeat(500))).toThrow(/holds at most 412 bytes, and 500/);
  });

  test("three corners hold the finder pattern", () => {
    const matrix = qrMatrix("quantloom");
    const finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"];
    const at = (x: number, y: number) =>
      Array.from({ length: 7 }, (_, row) =>
        Array.from({ length: 7 }, (_, column) => (matrix[y + row]?.[x + column] ? "#" : ".")).join(""),
      );
    const last = matrix.length - 7;
    for (const corner of [at(0, 0), at(last, 0), at(0, last)]) expect(corner).toEqual(finder);
  });
});
