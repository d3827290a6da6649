import { type AppErrorCode, errorCodes } from "./codes.ts";

/** What a caller may be shown of an error: a sentence of its own and plain data. Never a secret. */
export type AppErrorDetail = { readonly message?: string; readonly [key: string]: unknown };

/** The one error class of the server. `cause` stays in the logs; `code` and `detail` reach the caller. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: AppErrorCode;
  readonly detail: AppErrorDetail;

  constructor(code: AppErrorCode, detail: AppErrorDetail = {}, options?: ErrorOptions) {
    super(detail.message ?? errorCodes[code].text, options);
    this.code = code;
    this.detail = detail;
  }

  get retry(): boolean {
    return errorCodes[this.code].retry;
  }
}

/** Returns the AppError that is in the chain of causes, if there is one. */
export function findAppError(error: unknown): AppError | null {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof AppError) return at;
  return null;
}
