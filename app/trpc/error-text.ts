import { TRPCClientError } from "@trpc/client";

/** Returns the code that the server gave to an error, such as "CONFLICT"; null where it never reached the server. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  if (typeof data !== "object" || data === null || !("code" in data)) return null;
  return typeof data.code === "string" ? data.code : null;
}

/** Returns a sentence for the reader: the server's own words, or that it could not be reached. */
export function errorText(error: unknown): string {
  if (error instanceof TRPCClientError && errorCode(error) === null) {
    return "The server could not be reached. Check the connection and try again.";
  }
  if (error instanceof Error && error.message !== "") return error.message;
  return "Something unexpected happened. Try again; if it stays, look at the server's log.";
}
