import { describe, expect, test } from "vitest";
import { EventHub, type ServerEvent, type StreamState, type TabChannel, type TabLocks } from "./event-hub.ts";

type OpenedStream = {
  readonly topics: readonly string[];
  readonly send: (event: ServerEvent) => void;
  readonly become: (state: StreamState) => void;
  isOpen: boolean;
};

/** A browser of several tabs: one server, one set of locks, one channel; `settle` runs everything that waits. */
function browser() {
  const streams: OpenedStream[] = [];
  const receivers = new Map<string, (message: unknown) => void>();
  const waiting = new Map<string, { readonly tab: string; readonly run: () => Promise<void> }[]>();
  const holders = new Map<string, string>();
  let tasks: (() => void)[] = [];

  function grant(name: string): void {
    const next = waiting.get(name)?.shift();
    if (!next) return;
    holders.set(name, next.tab);
    void next.run().then(() => {
      holders.delete(name);
      grant(name);
    });
  }

  function open(tab: string): EventHub {
    const locks: TabLocks = {
      request: (name, run) => {
        const queue = waiting.get(name) ?? [];
        waiting.set(name, queue);
        queue.push({ tab, run });
        if (!holders.has(name)) grant(name);
        return Promise.resolve();
      },
    };
    const channel: TabChannel = {
      post: (message) => {
        for (const [other, receive] of receivers)
          if (other !== tab) tasks.push(() => receive(structuredClone(message)));
      },
      listen: (receive) => receivers.set(tab, receive),
    };
    return new EventHub({
      tab,
      channel,
      locks,
      defer: (task) => tasks.push(task),
      openStream: (topics, { onEvent, onState }) => {
        const stream: OpenedStream = { topics, send: onEvent, become: onState, isOpen: true };
        streams.push(stream);
        onState("connecting");
        return () => {
          stream.isOpen = false;
        };
      },
    });
  }

  /** Closes a tab as a browser does: without a word, its locks fall free. */
  function close(tab: string): void {
    receivers.delete(tab);
    for (const queue of waiting.values()) {
      for (const entry of queue.filter((candidate) => candidate.tab === tab)) queue.splice(queue.indexOf(entry), 1);
    }
    for (const [name, holder] of [...holders]) {
      if (holder !== tab) continue;
      holders.delete(name);
      grant(name);
    }
  }

  async function settle(): Promise<void> {
    for (let round = 0; round < 20; round += 1) {
      const now = tasks;
      tasks = [];
      for (const task of now) task();
      await Promise.resolve();
    }
  }

  const openStreams = () => streams.filter((stream) => stream.isOpen);
  return { open, close, settle, openStreams };
}

const markOf = (topic: string): ServerEvent => ({ topic, type: "mark", payload: { equity: 1 } });

describe("the event hub", () => {
  test("opens one stream for all tabs, with the topics of all", async () => {
    const { open, settle, openStreams } = browser();
    open("a").subscribe(["run:1"], () => undefined);
    open("b").subscribe(["run:2", "jobs"], () => undefined);
    await settle();
    expect(openStreams().map((stream) => stream.topics)).toEqual([["jobs", "run:1", "run:2"]]);
  });

  test("gives each tab the events of its own topics only", async () => {
    const { open, settle, openStreams } = browser();
    const heard: string[] = [];
    open("a").subscribe(["run:1"], (event) => heard.push(`a ${event.topic}`));
    open("b").subscribe(["run:2"], (event) => heard.push(`b ${event.topic}`));
    await settle();
    openStreams()[0]?.send(markOf("run:1"));
    openStreams()[0]?.send(markOf("run:2"));
    await settle();
    expect(heard).toEqual(["a run:1", "b run:2"]);
  });

  test("another tab takes over when the leader is closed", async () => {
    const { open, close, settle, openStreams } = browser();
    const heard: string[] = [];
    open("a").subscribe(["run:1"], () => undefined);
    const second = open("b");
    second.subscribe(["run:2"], (event) => heard.push(event.topic));
    await settle();
    for (const stream of openStreams()) stream.isOpen = false;
    close("a");
    await settle();
    expect(second.leading).toBe(true);
    expect(openStreams().map((stream) => stream.topics)).toEqual([["run:2"]]);
    openStreams()[0]?.send(markOf("run:2"));
    expect(heard).toEqual(["run:2"]);
  });

  test("forgets the topics of a tab that was closed", async () => {
    const { open, close, settle, openStreams } = browser();
    open("a").subscribe(["run:1"], () => undefined);
    open("b").subscribe(["run:2"], () => undefined);
    await settle();
    close("b");
    await settle();
    expect(openStreams().map((stream) => stream.topics)).toEqual([["run:1"]]);
  });

  test("closes the stream when nobody listens any more, and says so", async () => {
    const { open, settle, openStreams } = browser();
    const hub = open("a");
    const stop = hub.subscribe(["run:1"], () => undefined);
    await settle();
    openStreams()[0]?.become("live");
    expect(hub.state).toBe("live");
    stop();
    await settle();
    expect(openStreams()).toEqual([]);
    expect(hub.state).toBe("idle");
  });

  test("asks its listeners to refetch whenever the stream has opened, since nobody heard what came before", async () => {
    const { open, settle, openStreams } = browser();
    let resyncs = 0;
    const states: StreamState[] = [];
    const hub = open("a");
    hub.onStateChange(() => states.push(hub.state));
    hub.subscribe(
      ["run:1"],
      () => undefined,
      () => {
        resyncs += 1;
      },
    );
    await settle();
    const [stream] = openStreams();
    stream?.become("live");
    expect(resyncs).toBe(1);
    stream?.become("reconnecting");
    stream?.become("live");
    expect(resyncs).toBe(2);
    expect(states).toEqual(["connecting", "live", "reconnecting", "live"]);
  });
});
