import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secret } from "@/server/config/secret.ts";
import { EventBus } from "@/server/events/bus.ts";
import { publish } from "@/server/events/publish.ts";
import { type StreamedEvent, streamEvents } from "@/server/events/stream.ts";
import { openPlatform, type Platform } from "./support/platform.ts";

let platform: Platform;
let bus: EventBus;

beforeAll(async () => {
  platform = await openPlatform();
  bus = new EventBus(secret(platform.url));
  await bus.ready();
});
afterAll(async () => {
  await bus.close();
  await platform.close();
});

const say = (topic: string, payload: string | number) => publish(platform.db, { topic, type: "said", payload });

/** Listens to the topics; next() is the next event, end() closes the stream. */
function listen(topics: string[], after?: string) {
  const ending = new AbortController();
  const stream = streamEvents(bus, { topics, after, signal: ending.signal });
  const next = async (): Promise<StreamedEvent> => {
    const { value, done } = await stream.next();
    if (done) throw new Error("the stream ended");
    return value;
  };
  const end = async () => {
    ending.abort();
    await stream.return(undefined);
  };
  return { next, end };
}

describe("a stream of events", () => {
  test("says that it listens, and then gives the events of its topics alone", async () => {
    const { next, end } = listen(["run:1"]);
    expect((await next()).event.type).toBe("ready");
    await say("run:2", "not for us");
    await say("run:1", "for us");
    expect((await next()).event).toEqual({ topic: "run:1", type: "said", payload: "for us" });
    await end();
  });

  test("hears nothing of a transaction that is taken back", async () => {
    const { next, end } = listen(["run:1"]);
    await next();
    const taken = platform.db.$transaction(async (tx) => {
      await publish(tx, { topic: "run:1", type: "said", payload: "never" });
      throw new Error("taken back");
    });
    await expect(taken).rejects.toThrow("taken back");
    await say("run:1", "after");
    expect((await next()).event.payload).toBe("after");
    await end();
  });

  test("goes on after the last event that a browser had", async () => {
    const first = listen(["run:3"]);
    await first.next();
    await say("run:3", 1);
    const { id } = await first.next();
    await first.end();
    await say("run:3", 2);
    await say("run:3", 3);
    const second = listen(["run:3"], id);
    expect((await second.next()).event.type).toBe("ready");
    expect([(await second.next()).event.payload, (await second.next()).event.payload]).toEqual([2, 3]);
    await second.end();
  });

  test("asks to fetch again when it does not know what came in between", async () => {
    const { next, end } = listen(["run:1"], "00000000-17");
    expect((await next()).event.type).toBe("resync");
    await end();
  });

  test("asks to fetch again after its connection to the database broke, and hears what comes then", async () => {
    const { next, end } = listen(["run:1"]);
    await next();
    await platform.db
      .$queryRaw`SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE query = 'LISTEN quantloom'`;
    expect((await next()).event.type).toBe("resync");
    await say("run:1", "again");
    expect((await next()).event.payload).toBe("again");
    await end();
  });

  test("asks to fetch what is too large for a notification", async () => {
    const { next, end } = listen(["run:1"]);
    await next();
    await say("run:1", "x".repeat(9_000));
    expect((await next()).event).toEqual({ topic: "run:1", type: "said", payload: { fetch: true } });
    await end();
  });
});
