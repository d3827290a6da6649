import { AppError } from "../errors/app-error.ts";
import type { AppErrorCode } from "../errors/codes.ts";

/** What PostgreSQL, or the way to it, says about itself and not about a query. */
const troubles: Readonly<Record<string, AppErrorCode>> = {
  "53100": "storage-full", // disk full
  "53300": "unavailable", // too many connections
  "57P01": "unavailable", // it is being stopped
  "57P02": "unavailable", // it crashed
  "57P03": "unavailable", // it is starting
  P1001: "unavailable", // Prisma: not reachable
  P1002: "unavailable", // Prisma: it answers too late
  P1017: "unavailable", // Prisma: the connection was closed
  P2024: "unavailable", // Prisma: no connection became free
  ECONNREFUSED: "unavailable",
  ECONNRESET: "unavailable",
};

/** pg gives a connection that broke under a query no code. */
const isBrokenConnection = /^Connection terminated|is not queryable$|Server has closed the connection/;

/** Returns the error to show where the database is full, away or starting; null where the error is about something else. */
export function databaseTrouble(error: unknown): AppError | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    for (const code of codesOf(at)) {
      const known = Object.hasOwn(troubles, code) ? troubles[code] : undefined;
      if (known !== undefined) return new AppError(known, {}, { cause: error });
    }
    if (isBrokenConnection.test(at.message)) return new AppError("unavailable", {}, { cause: error });
  }
  return null;
}

/** An error of pg carries its code itself; Prisma keeps the code that its driver was given beside its own. */
function codesOf(error: Error): string[] {
  const { code, meta } = error as Error & { code?: unknown; meta?: { driverAdapterError?: { cause?: unknown } } };
  const driver = meta?.driverAdapterError?.cause;
  const own = typeof driver === "object" && driver !== null && "originalCode" in driver ? driver.originalCode : null;
  return [code, own].filter((one) => typeof one === "string");
}
