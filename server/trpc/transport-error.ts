import { TRPCError } from "@trpc/server";
import { databaseTrouble } from "../db/database-trouble.ts";
import { AppError, type AppErrorDetail, findAppError } from "../errors/app-error.ts";
import { type AppErrorCode, errorCodes } from "../errors/codes.ts";

/** Returns the TRPCError of a code of ours, or of whatever was thrown. The only place that knows both worlds. */
export function toTransportError(thrown: unknown, detail?: AppErrorDetail): TRPCError {
  if (isCode(thrown)) return transport(new AppError(thrown, detail));
  const known = findAppError(thrown) ?? databaseTrouble(thrown);
  if (known) return transport(known);
  if (thrown instanceof TRPCError) return thrown;
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: thrown });
}

function transport(error: AppError): TRPCError {
  return new TRPCError({ code: errorCodes[error.code].transport, message: error.message, cause: error });
}

function isCode(value: unknown): value is AppErrorCode {
  return typeof value === "string" && Object.hasOwn(errorCodes, value);
}
