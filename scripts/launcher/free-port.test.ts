import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { findFreePort, isPortFree } from "./free-port.js";

const servers: Server[] = [];
const listen = async (port: number): Promise<Server> => {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return server;
};

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

test("a found port can be listened on, and is then no longer free", async () => {
  const port = await findFreePort();
  await listen(port);
  expect(await isPortFree(port)).toBe(false);
});

test("a found port is none of those that a system hands out by itself", async () => {
  const found = await Promise.all(Array.from({ length: 50 }, () => findFreePort()));
  for (const port of found) expect(port).toSatisfy((one: number) => one > 1024 && one < 32_768);
});

test("no port is given twice", async () => {
  const found = await Promise.all(Array.from({ length: 200 }, () => findFreePort()));
  expect(new Set(found).size).toBe(found.length);
});
