import { AppError } from "../errors/app-error.ts";
import { refuseTooSoon } from "../ops/request-limit.ts";
import { withRequestId } from "../request-id.ts";
import { errorResponse } from "../rest/error-response.ts";
import type { Context } from "../trpc/context.ts";
import { createContext } from "../trpc/create-context.ts";
import type { Permission } from "../trpc/permissions.ts";
import type { Door, Fields } from "./api-route.ts";

type Answer = (context: Context, request: Request, fields: Fields) => Promise<Response>;

/** Returns a door for members of a team who have the permission, signed in or with an API key; errors are those of the REST API. */
export function permittedDoor(permission: Permission, answer: Answer): Door {
  return (request, fields) =>
    withRequestId(request.headers, async () => {
      const refusal = refuseTooSoon(request.headers);
      if (refusal) return refusal;
      const { caller, refusal: why, db, requestId } = await createContext(request.headers);
      try {
        if (caller === null) throw new AppError(why);
        if (!caller.permissions.has(permission))
          throw new AppError("forbidden", { message: `This needs the permission ${permission}.` });
        return await answer({ ...caller, db, requestId }, request, fields);
      } catch (error) {
        return errorResponse(error, requestId);
      }
    });
}
