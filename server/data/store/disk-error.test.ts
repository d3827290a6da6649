import { expect, test } from "vitest";
import { AppError } from "../../errors/app-error.ts";
import { describeDiskError } from "./disk-error.ts";

test("a full disk is said to be full, by its code or by what DuckDB says; any other error stays what it is", () => {
  const errors = [
    Object.assign(new Error("write failed"), { code: "ENOSPC" }),
    Object.assign(new Error("over quota"), { code: "EDQUOT" }),
    new Error('IO Error: Could not write file "x.parquet": No space left on device'),
  ];
  for (const error of errors) {
    const described = describeDiskError(error);
    expect(described).toBeInstanceOf(AppError);
    expect(described).toMatchObject({ code: "storage-full", cause: error });
    expect((described as AppError).message).toMatch(/full|space/i);
  }
  const other = Object.assign(new Error("no such file"), { code: "ENOENT" });
  expect(describeDiskError(other)).toBe(other);
});
