import { AppError } from "../../errors/app-error.ts";

/** Returns the error that a user is to see when a file could not be written: a full disk is said to be full. */
export function describeDiskError(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : null;
  // DuckDB tells it in words
  const isFull = error instanceof Error && error.message.includes("No space left on device");
  if (isFull || code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG")
    return new AppError("storage-full", {}, { cause: error });
  return error;
}
