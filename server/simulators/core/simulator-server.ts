import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { FaultInjector } from "./faults.ts";
import { answer, findRoute, jsonResponse, readRequest, type SimRoute, send } from "./sim-http.ts";
import type { SimSkin } from "./sim-skin.ts";

export type SimulatorServer = {
  readonly url: string;
  /** Breaks every stream of a broker. */
  disconnect(broker: string): void;
  close(): Promise<void>;
};

type Setup = {
  readonly port: number;
  readonly skins: readonly SimSkin[];
  readonly control: (server: Pick<SimulatorServer, "disconnect">) => readonly SimRoute[];
  readonly faults: FaultInjector;
};

const loopback = "127.0.0.1";

/** Serves all skins and the control routes on one port of the loopback interface, and nowhere else. */
export async function serveSimulators({ port, skins, control, faults }: Setup): Promise<SimulatorServer> {
  const sockets = new Map<WebSocket, string>();
  const upgrades = new WebSocketServer({ noServer: true });
  const disconnect = (broker: string): void => {
    for (const [socket, owner] of sockets) if (owner === broker) socket.terminate();
  };
  const controlRoutes = control({ disconnect });
  const server = createServer((incoming, outgoing) => {
    serve().catch((error: unknown) => {
      send(outgoing, jsonResponse(500, { message: error instanceof Error ? error.message : String(error) }));
    });

    async function serve(): Promise<void> {
      const path = incoming.url ?? "/";
      if (path === "/health") return send(outgoing, jsonResponse(200, { status: "ok" }));
      // A page of another site can make a browser send requests here, but neither this header nor this host.
      const isLocal = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(incoming.headers.host ?? "");
      if (!isLocal) return send(outgoing, jsonResponse(421, { message: "expected the host 127.0.0.1" }));
      if (path.startsWith("/control/")) {
        if (incoming.headers["x-simulators"] !== "control")
          return send(outgoing, jsonResponse(403, { message: 'expected the header "x-simulators: control"' }));
        const request = await readRequest(incoming, "/control");
        const found = findRoute(controlRoutes, request);
        return send(
          outgoing,
          found?.route.handle(request, found.groups) ?? jsonResponse(404, { message: "not found" }),
        );
      }
      const skin = skins.find(({ prefix }) => path.startsWith(`${prefix}/`));
      if (skin === undefined) return send(outgoing, jsonResponse(404, { message: "not found" }));
      const request = await readRequest(incoming, skin.prefix);
      const found = findRoute(skin.routes, request);
      if (found === null)
        return send(outgoing, jsonResponse(404, { message: `no route ${request.method} ${request.path}` }));
      const work = () => found.route.handle(request, found.groups);
      await answer(found.route.action, work, { broker: skin.broker.name, faults, outgoing });
    }
  });
  server.on("upgrade", (request, socket, head) => {
    const url = new URL(request.url ?? "/", `ws://${loopback}`);
    for (const { prefix, sockets: routes, broker } of skins) {
      if (!url.pathname.startsWith(prefix)) continue;
      const route = routes.find(({ path }) => path.test(url.pathname.slice(prefix.length)));
      if (route === undefined) break;
      const status = route.refuse(url);
      if (status !== null) return refuse(socket, status);
      upgrades.handleUpgrade(request, socket, head, (open) => {
        sockets.set(open, broker.name);
        open.on("close", () => sockets.delete(open));
        open.on("error", () => open.terminate());
        route.accept(open, { url, request });
      });
      return;
    }
    refuse(socket, 404);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, loopback, resolve);
  });
  return {
    url: `http://${loopback}:${(server.address() as AddressInfo).port}`,
    disconnect,
    close: () => closeAll(server, [...sockets.keys()]),
  };
}

function refuse(socket: Duplex, status: number): void {
  // whoever asked may be gone before it reads the answer
  socket.on("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function closeAll(server: Server, open: readonly WebSocket[]): Promise<void> {
  for (const socket of open) socket.terminate();
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
