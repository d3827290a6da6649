import type { EarlierVersion, NodeDefinition } from "./define-node.ts";

type Params = Readonly<Record<string, unknown>>;

/** Returns the definition that nodes of an earlier version have: their own parameters, and the newest version's kernel. */
export function earlierDefinition(newest: NodeDefinition, { version, params, upgrade, examples }: EarlierVersion) {
  const defaults = newest.params.parse({});
  const raised = (old: Params): Params => ({ ...defaults, ...upgrade(old) });
  const on =
    <Rest extends unknown[], Result>(ask: (params: Params, ...rest: Rest) => Result) =>
    (old: Params, ...rest: Rest): Result =>
      ask(raised(old), ...rest);
  const { compile, cross, earlier: _, ...rest } = newest;
  const definition: NodeDefinition = {
    ...rest,
    version,
    params,
    examples,
    warmup: on(newest.warmup),
    explain: on(newest.explain),
    ...(newest.settle && { settle: on(newest.settle) }),
    ...(newest.phrase && { phrase: on(newest.phrase) }),
    ...(newest.state && { state: on(newest.state) }),
    ...(newest.instrument && { instrument: on(newest.instrument) }),
    ...(newest.members && { members: on(newest.members) }),
    ...(newest.clock && { clock: on(newest.clock) }),
    ...(newest.constant && { constant: on(newest.constant) }),
    ...(newest.protection && { protection: on(newest.protection) }),
    ...(newest.probe && { probe: on(newest.probe) }),
    ...(newest.guard && { guard: on(newest.guard) }),
    ...(newest.check && { check: on(newest.check) }),
    ...(compile && { compile: (context) => compile({ ...context, params: raised(context.params) }) }),
    ...(cross && { cross: (context) => cross({ ...context, params: raised(context.params) }) }),
  };
  return definition;
}
