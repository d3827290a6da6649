import type { ImportOutcome } from "@/server/data/import/import-file.ts";
import type { ImportSettings } from "@/server/data/import/import-settings.ts";
import type { Inspection } from "@/server/data/import/inspect-file.ts";
import type { ResampleWork } from "@/server/data/resample-dataset.ts";
import type { AppErrorCode } from "@/server/errors/codes.ts";
import type { FetchWork } from "@/server/features/imports/execute-import.ts";

export type ImportThreadData = {
  readonly task:
    | { readonly kind: "inspect"; readonly file: string; readonly fileName: string }
    | ({ readonly kind: "fetch" } & FetchWork)
    | ({ readonly kind: "resample" } & ResampleWork)
    | { readonly kind: "load"; readonly file: string; readonly settings: ImportSettings; readonly source: string };
  /** One 32-bit cell: 1 once the work is to end. */
  readonly cancelled: SharedArrayBuffer;
};

export type ImportThreadMessage =
  | { readonly kind: "progress"; readonly share: number; readonly rows: number }
  | { readonly kind: "inspected"; readonly inspection: Inspection }
  | { readonly kind: "loaded"; readonly outcome: ImportOutcome }
  /** An error that the user is to read, which would lose its class on the way. */
  | { readonly kind: "refused"; readonly code: AppErrorCode; readonly message: string };
