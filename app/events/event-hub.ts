/** What the server publishes: `topic` such as "run:42", `type` such as "mark", and a payload that its reader parses. */
export type ServerEvent = { readonly topic: string; readonly type: string; readonly payload: unknown };

export type StreamState = "idle" | "connecting" | "live" | "reconnecting";

/** Opens the one stream to the server. Returns the function that closes it. */
export type OpenStream = (
  topics: readonly string[],
  listener: { readonly onEvent: (event: ServerEvent) => void; readonly onState: (state: StreamState) => void },
) => () => void;

/** The way to the browser's other tabs. */
export interface TabChannel {
  post(message: unknown): void;
  listen(receive: (message: unknown) => void): void;
}

/** The part of Web Locks that the hub uses. */
export interface TabLocks {
  request(name: string, run: () => Promise<void>): Promise<unknown>;
}

type Message =
  | { readonly kind: "want"; readonly tab: string; readonly topics: readonly string[] }
  | { readonly kind: "who" }
  | { readonly kind: "state"; readonly state: StreamState }
  | { readonly kind: "event"; readonly event: ServerEvent };

type Subscription = {
  readonly topics: readonly string[];
  readonly onEvent: (event: ServerEvent) => void;
  readonly onResync: (() => void) | undefined;
};

type HubInput = {
  readonly tab: string;
  readonly channel: TabChannel;
  readonly locks: TabLocks;
  readonly openStream: OpenStream;
  /** Runs the task soon, once: several pages ask for topics in the same moment. */
  readonly defer: (task: () => void) => void;
};

const leaderLock = "quantloom-events-leader";
const tabLock = (tab: string) => `quantloom-events-tab-${tab}`;

/**
 * One stream of server events per browser. The tab that holds the leader lock opens it for the topics of all tabs and
 * passes events on; when that tab goes away its lock is released and another takes over. Every tab holds a lock of its
 * own too, which is how the leader learns, without a heartbeat, that a tab has gone.
 */
export class EventHub {
  #input: HubInput;
  #subscriptions = new Set<Subscription>();
  #stateListeners = new Set<() => void>();
  #state: StreamState = "idle";
  #wanted = new Map<string, readonly string[]>();
  #leading = false;
  #openTopics = "";
  #close: (() => void) | undefined;
  #refreshQueued = false;
  #started = false;

  constructor(input: HubInput) {
    this.#input = input;
  }

  get state(): StreamState {
    return this.#state;
  }

  get leading(): boolean {
    return this.#leading;
  }

  onStateChange(listener: () => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /** Listens to the topics until the returned function is called. `onResync` runs each time that the stream has opened. */
  subscribe(topics: readonly string[], onEvent: (event: ServerEvent) => void, onResync?: () => void): () => void {
    this.#start();
    const subscription = { topics, onEvent, onResync };
    this.#subscriptions.add(subscription);
    this.#announce();
    return () => {
      this.#subscriptions.delete(subscription);
      this.#announce();
    };
  }

  #start(): void {
    if (this.#started) return;
    this.#started = true;
    const { channel, locks, tab } = this.#input;
    // Only this class posts to the channel, so its own shape is trusted.
    channel.listen((message) => this.#receive(message as Message));
    const untilTheTabCloses = () => new Promise<void>(() => undefined);
    void locks.request(tabLock(tab), untilTheTabCloses);
    void locks.request(leaderLock, () => {
      this.#lead();
      return untilTheTabCloses();
    });
  }

  #ownTopics(): readonly string[] {
    return [...new Set([...this.#subscriptions].flatMap((subscription) => subscription.topics))].sort();
  }

  #announce(): void {
    const { tab, channel } = this.#input;
    const topics = this.#ownTopics();
    if (this.#leading) this.#want(tab, topics);
    else channel.post({ kind: "want", tab, topics } satisfies Message);
  }

  #lead(): void {
    this.#leading = true;
    this.#want(this.#input.tab, this.#ownTopics());
    this.#input.channel.post({ kind: "who" } satisfies Message);
  }

  #want(tab: string, topics: readonly string[]): void {
    const isNew = !this.#wanted.has(tab);
    this.#wanted.set(tab, topics);
    if (isNew && tab !== this.#input.tab) {
      void this.#input.locks.request(tabLock(tab), async () => {
        this.#wanted.delete(tab);
        this.#queueRefresh();
      });
    }
    this.#queueRefresh();
  }

  #queueRefresh(): void {
    if (this.#refreshQueued) return;
    this.#refreshQueued = true;
    this.#input.defer(() => {
      this.#refreshQueued = false;
      this.#refresh();
    });
  }

  #refresh(): void {
    const topics = [...new Set([...this.#wanted.values()].flat())].sort();
    const key = topics.join("\n");
    if (key === this.#openTopics) {
      this.#share({ kind: "state", state: this.#state });
      return;
    }
    this.#openTopics = key;
    this.#close?.();
    this.#close = undefined;
    if (topics.length === 0) {
      this.#share({ kind: "state", state: "idle" });
      return;
    }
    this.#close = this.#input.openStream(topics, {
      onEvent: (event) => this.#share({ kind: "event", event }),
      onState: (state) => this.#share({ kind: "state", state }),
    });
  }

  #share(message: Message): void {
    this.#input.channel.post(message);
    this.#receive(message);
  }

  #receive(message: Message): void {
    if (message.kind === "who") this.#announce();
    else if (message.kind === "want") {
      if (this.#leading) this.#want(message.tab, message.topics);
    } else if (message.kind === "event") this.#deliver(message.event);
    else this.#become(message.state);
  }

  #deliver(event: ServerEvent): void {
    for (const subscription of [...this.#subscriptions]) {
      if (subscription.topics.includes(event.topic)) subscription.onEvent(event);
    }
  }

  #become(state: StreamState): void {
    if (state === this.#state) return;
    this.#state = state;
    // Between a page's own query and this moment something may have happened that nobody heard, at the first opening too.
    if (state === "live") for (const subscription of [...this.#subscriptions]) subscription.onResync?.();
    for (const listener of this.#stateListeners) listener();
  }
}
