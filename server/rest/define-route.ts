import { z } from "zod";
import type { ApiKeyScope } from "../auth/api-key-scopes.ts";
import type { Context } from "../trpc/context.ts";
import type { Permission } from "../trpc/permissions.ts";
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

/** A path that answers with a file instead of JSON. */
type Files = {
  readonly permission: Permission;
  /** Types of what is sent, for the document. */
  readonly mediaTypes: readonly string[];
  readonly send: (context: Context, fields: unknown) => Promise<Response>;
};

/** One line of the public API: a path over a procedure. The schemas are the feature's own. */
export type Route = Omit<RouteOptions<z.ZodObject>, "call"> & {
  readonly run: (caller: ApiCaller, fields: unknown) => Promise<unknown>;
  readonly files?: Files;
};

type FileRoute<Input extends z.ZodObject> = Pick<RouteOptions<Input>, "path" | "id" | "summary" | "scope" | "input"> &
  Omit<Files, "send"> & { readonly send: (context: Context, input: z.output<Input>) => Promise<Response> };

/** Returns a route that answers with a file. */
export function defineFileRoute<Input extends z.ZodObject>(options: FileRoute<Input>): Route {
  const { permission, mediaTypes, send, ...route } = options;
  return {
    ...route,
    method: "GET",
    output: z.string(),
    status: 200,
    run: () => Promise.reject(new Error(`${route.id} answers with a file`)),
    files: { permission, mediaTypes, send: async (context, fields) => send(context, z.parse(route.input, fields)) },
  };
}

/** Returns a route whose input is read by its schema before the procedure is called. */
export function defineRoute<Input extends z.ZodObject>({ call, ...route }: RouteOptions<Input>): Route {
  return { ...route, run: async (caller, fields) => call(caller, z.parse(route.input, fields)) };
}
