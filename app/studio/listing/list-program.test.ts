import ts from "typescript";
import { expect, test } from "vitest";
import { listProgram } from "@/graph-runtime/compiler/list-program.ts";
import { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { registry } from "@/graph-runtime/nodes/registry.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";

type Call = { readonly kind: string; readonly params: object; readonly inputs: Record<string, string> };

/** Runs a listing against a stand-in for the library that writes down every call, and returns what was called. */
function run(code: string): { readonly calls: Call[]; readonly universe: unknown; readonly settings: unknown } {
  const calls: Call[] = [];
  const family = (name: string) =>
    new Proxy(
      {},
      {
        get:
          (_target, kind) =>
          (params: object = {}, inputs: Record<string, string> = {}) => {
            const place = calls.push({ kind: `${name}.${String(kind)}`, params, inputs }) - 1;
            return new Proxy({}, { get: (_node, port) => `${place}.${String(port)}` });
          },
      },
    );
  const { outputText, diagnostics } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  expect(diagnostics?.map((diagnostic) => diagnostic.messageText)).toEqual([]);
  const exports: Record<string, unknown> = {};
  const library = new Proxy({}, { get: (_target, name) => (name === "later" ? () => "later" : family(String(name))) });
  new Function("exports", "require", outputText)(exports, () => library);
  return { calls, universe: exports["universe"], settings: exports["settings"] };
}

const camel = (kind: string): string => kind.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

test.each(templates.map((template) => [template.id, template.document] as const))(
  "the listing of %s runs, and calls exactly the nodes and wires of the graph",
  (_id, document) => {
    const lines = listProgram(document);
    const { calls, universe, settings } = run(lines.map((line) => line.text).join("\n"));
    expect(universe).toEqual(document.universe);
    expect(settings).toEqual(document.settings);
    const order = lines.flatMap((line) => (line.nodeId === null ? [] : [line.nodeId]));
    expect([...order].sort()).toEqual(document.nodes.map((node) => node.id).sort());
    order.forEach((id, index) => {
      const node = document.nodes.find((candidate) => candidate.id === id)!;
      const call = calls[index]!;
      expect(call.kind).toBe(camel(node.kind));
      const params = Object.entries(node.params).map(([key, value]) => {
        const reference = typeof value === "object" && !Array.isArray(value) ? value.$param : null;
        return [key, reference === null ? value : document.parameters.find(({ key }) => key === reference)?.default];
      });
      expect(call.params).toEqual(Object.fromEntries(params));
      const wires = document.edges
        .filter((edge) => edge.to.node === id)
        .map((edge) => [edge.to.port, `${order.indexOf(edge.from.node)}.${edge.from.port}`]);
      expect(call.inputs).toEqual(Object.fromEntries(wires));
    });
  },
);

test("awkward names, unknown kinds, circles and line breaks still give TypeScript", () => {
  const version = registry.get("logic.not")?.version ?? 1;
  const document = GraphDocument.parse({
    format: "quantloom.graph/1",
    name: "A\nname */ with `signs`",
    universe: ["X"],
    nodes: [
      { id: "class", kind: "logic.not", version },
      {
        id: "9-lives",
        kind: "future.some-thing",
        version: 3,
        params: { "odd key": 'a"b\n', __proto__x: 1 },
        label: "two\nlines",
      },
      { id: "logic", kind: "logic.not", version, muted: true },
    ],
    edges: [
      { from: { node: "class", port: "result" }, to: { node: "logic", port: "a" } },
      { from: { node: "logic", port: "result" }, to: { node: "class", port: "a" } },
      { from: { node: "9-lives", port: "odd port" }, to: { node: "class", port: "b c" } },
    ],
  });
  const code = listProgram(document).map((line) => line.text);
  expect(code).toContain('const _9Lives = future.someThing({ ["odd key"]: "a\\"b\\n", __proto__x: 1 }); // two lines');
  expect(code).toContain(
    'const _class = logic.not({}, { a: later(() => logic2.result), ["b c"]: _9Lives["odd port"] });',
  );
  expect(code).toContain("const logic2 = logic.not({}, { a: _class.result }); // muted");
  run(code.join("\n"));
});
