import { expect, test } from "vitest";
import { readBarsCsv } from "@/graph-runtime/market/read-csv.ts";
import { encodeBarColumns } from "./bar-columns-binary.ts";
import { snapshotId } from "./snapshot-id.ts";

function twoBars(close: number) {
  return readBarsCsv(`time,open,high,low,close,volume\n2024-01-02,1,9,1,${close},7\n2024-01-03,2,9,1,${close},8\n`)
    .bars;
}

test("the binary form is the count, four bytes of padding and the six columns", () => {
  const bytes = encodeBarColumns(twoBars(3));
  expect(bytes.byteLength).toBe(8 + 6 * 2 * 8);
  expect(new DataView(bytes.buffer).getUint32(0, true)).toBe(2);
  const columns = new Float64Array(bytes.buffer, 8);
  expect([...columns.subarray(2, 4)]).toEqual([1, 2]);
  expect([...columns.subarray(10, 12)]).toEqual([7, 8]);
});

test("the snapshot id moves when one price moves and is the same for the same bars", () => {
  expect(snapshotId(twoBars(3))).toBe(snapshotId(twoBars(3)));
  expect(snapshotId(twoBars(3))).not.toBe(snapshotId(twoBars(4)));
});
