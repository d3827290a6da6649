// The product's web server without its pages, as a process of its own that a test can kill.
import { createWebServer } from "@/server/http/web-server.ts";

const server = createWebServer(async (_incoming, outgoing) => {
  outgoing.writeHead(404).end();
});
server.listen(Number(process.env["PORT"]), "127.0.0.1", () => process.stdout.write("ready\n"));
