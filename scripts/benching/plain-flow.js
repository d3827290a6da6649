import { once } from "node:events";
import { createServer } from "node:http";
import { build } from "esbuild";

const page = `
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { ReactFlow } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
const { nodes, edges } = globalThis.graph;
createRoot(document.getElementById("flow")).render(
  createElement(ReactFlow, { defaultNodes: nodes, defaultEdges: edges, fitView: true, minZoom: 0.04, panOnDrag: [1, 2] }),
);`;

/** The nodes and edges of a strategy as React Flow's own kind of node draws them, and no nodes for an empty graph. */
function plainGraph({ nodes, edges, ui }) {
  return {
    nodes: nodes.map(({ id }) => ({ id, position: ui.nodes[id], data: { label: id } })),
    edges: edges.map(({ from, to }, order) => ({ id: `e${order}`, source: from.node, target: to.node })),
  };
}

/**
 * Serves React Flow with nothing around it, empty or with the nodes and edges of a document: what a canvas costs on this
 * machine before a line of ours runs. Returns { addressOf(document), stop }.
 */
export async function servePlainFlow(root) {
  const { outputFiles } = await build({
    stdin: { contents: page, resolveDir: root, loader: "js" },
    bundle: true,
    minify: true,
    write: false,
    outdir: "out",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  const text = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text;
  const graphs = [];
  const server = createServer((request, response) => {
    const graph = graphs[Number(request.url.slice(1))];
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(
      `<!doctype html><style>html,body,#flow{height:100%;margin:0}${text(".css")}</style><div id="flow"></div>` +
        `<script>globalThis.graph=${JSON.stringify(graph ?? { nodes: [], edges: [] })}</script><script>${text(".js")}</script>`,
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    addressOf: (document) => {
      graphs.push(document === null ? { nodes: [], edges: [] } : plainGraph(document));
      return `http://127.0.0.1:${server.address().port}/${graphs.length - 1}`;
    },
    stop: () => server.close(),
  };
}
