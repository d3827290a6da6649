import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { warmPages } from "./warm-pages.ts";

test("pages are asked for one after the other", async () => {
  const asked: string[] = [];
  let atOnce = 0;
  const server = createServer((incoming, outgoing) => {
    asked.push(incoming.url ?? "");
    atOnce += 1;
    expect(atOnce).toBe(1);
    outgoing.end(() => {
      atOnce -= 1;
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await warmPages(address);
  expect(new Set(asked)).toEqual(new Set(["/strategies/00000000-0000-4000-8000-000000000000", "/home"]));
  server.closeAllConnections();
  server.close();
});
