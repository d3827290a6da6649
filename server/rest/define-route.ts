import { z } from "zod";
import type { ApiKeyScope } from "../auth/api-key-scopes.ts";
import type { appRouter } from "../trpc/router.ts";

export type ApiCaller = ReturnType<typeof appRouter.createCaller>;

type RouteOptions<Input extends z.ZodObject> = {
  readonly method: "GET" | "POST";
  /** Segments in braces are fields of the input: /strategies/{id}. */
  readonly path: `/${string}`;
  readonly id: string;
  readonly summary: string;
  readonly scope: ApiKeyScope;
  readonly input: Input;
  readonly output: z.ZodType;
  readonly status: 200 | 202;
  readonly call: (caller: ApiCaller, input: z.output<Input>) => Promise<unknown>;
};

/** One line of the public API: a path over a procedure. The schemas are the feature's own. */
export type Route = Omit<RouteOptions<z.ZodObject>, "call"> & {
  readonly run: (caller: ApiCaller, fields: unknown) => Promise<unknown>;
};

/** Returns a route whose input is read by its schema before the procedure is called. */
export function defineRoute<Input extends z.ZodObject>({ call, ...route }: RouteOptions<Input>): Route {
  return { ...route, run: async (caller, fields) => call(caller, z.parse(route.input, fields)) };
}
