import { initTRPC, TRPCError } from "@trpc/server";
import { type AppErrorDetail, findAppError } from "../errors/app-error.ts";
import { type AppErrorCode, errorCodes } from "../errors/codes.ts";
import { metrics } from "../ops/metrics.ts";
import { inSpan } from "../ops/span.ts";
import type { Context, RequestContext } from "./context.ts";
import type { Permission } from "./permissions.ts";
import { toTransportError } from "./transport-error.ts";

type Meta = { readonly permission: Permission };

/** What the client finds in error.data.app. */
export type TransportedError = {
  readonly code: AppErrorCode;
  readonly retry: boolean;
  readonly detail: AppErrorDetail;
  readonly requestId: string | null;
};

const trpc = initTRPC
  .context<RequestContext>()
  .meta<Meta>()
  .create({
    defaultMeta: { permission: "session.read" },
    // The stack belongs into the log, not on the wire.
    isDev: false,
    // A stream ends after some minutes and is opened again: whoever lost access loses the stream too.
    sse: {
      maxDurationMs: 5 * 60_000,
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 40_000 },
    },
    errorFormatter({ shape, error, ctx }) {
      const known = findAppError(error);
      const code: AppErrorCode = known?.code ?? (error.code === "BAD_REQUEST" ? "invalid-input" : "internal");
      const app: TransportedError = {
        code,
        retry: errorCodes[code].retry,
        detail: known?.detail ?? {},
        requestId: ctx?.requestId ?? null,
      };
      const isOurs = errorCodes[code].family === "bug";
      return { ...shape, message: isOurs ? errorCodes[code].text : shape.message, data: { ...shape.data, app } };
    },
  });

export const router = trpc.router;

// Around everything else: measures, and turns whatever was thrown into an error of the transport.
const outermost = trpc.middleware(({ ctx, next, path, type }) =>
  inSpan(`procedure ${path}`, { "rpc.method": path, "quantloom.request_id": ctx.requestId }, async () => {
    // A subscription is over when it has begun: its duration would say nothing.
    const stop = type === "subscription" ? () => 0 : metrics().procedures.startTimer({ path });
    const result = await next();
    stop({ outcome: result.ok ? "ok" : result.error.code });
    if (!result.ok) throw toTransportError(result.error);
    return result;
  }),
);

const permission = trpc.middleware(({ ctx, meta, next }) => {
  const { caller, refusal, db, requestId } = ctx;
  if (!meta) throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "a procedure without a permission" });
  if (!caller) throw toTransportError(refusal);
  if (!caller.permissions.has(meta.permission)) {
    throw toTransportError("forbidden", {
      message: `This needs the permission ${meta.permission}, which ${caller.session.kind === "api-key" ? "this API key" : `the role ${caller.role}`} does not have.`,
    });
  }
  const granted: Context = { ...caller, db, requestId };
  return next({ ctx: granted });
});

/** Returns the procedure builder of one permission. There is no other: a procedure without a permission cannot be made. */
export function permitted(name: Permission) {
  return trpc.procedure.meta({ permission: name }).use(outermost).use(permission);
}
