/** Ids by which somebody may try to reach a sealed strategy. */
export type SealedIds = {
  readonly listing: string;
  readonly strategy: string;
  readonly version: string;
  readonly listingVersion: string;
  readonly subscription: string;
  readonly run: string;
  readonly twin: string;
  readonly test: string;
  readonly basket: string;
};

type Inputs = (ids: SealedIds) => readonly unknown[];

const nothing: Inputs = () => [undefined, {}];
const byId: Inputs = (ids) => Object.values(ids).map((id) => ({ id }));
const byListing: Inputs = ({ listing, listingVersion }) => [
  { listingId: listing },
  { listingId: listing, ordinal: 0 },
  { listingId: listing, versionId: listingVersion },
];
const byStrategy: Inputs = ({ strategy, version }) => [
  { strategyId: strategy },
  { strategyId: strategy, revision: 1 },
  { strategyId: strategy, revision: 1, datasetId: "sp500-daily" },
  { strategyId: strategy, revision: 1, access: "view", expiresInDays: null },
  { strategyId: strategy, symbol: "SYN-A", capital: 1_000, account: null },
  { versionId: version },
  { target: { kind: "strategy", strategyVersionId: version } },
];
/** What speaks of accounts, data or the team alone, and is handed no id of a strategy. */
const apart: Inputs = () => [];

function all(prefix: string, names: string, inputs: Inputs): Record<string, Inputs> {
  return Object.fromEntries(names.split(" ").map((name) => [`${prefix}.${name}`, inputs]));
}

/** What to try at each procedure. One that is new fails the leak test until it stands here. */
export const procedureDoors: Readonly<Record<string, Inputs>> = {
  ...all("alerts", "list preferences unread channels markRead", nothing),
  ...all("alerts", "addChannel changeChannel removeChannel setPreference testChannel", apart),
  ...all("apiKeys", "create list revoke", apart),
  ...all("assistant", "propose status", nothing),
  ...all("audit", "list verify", nothing),
  ...all("backtests", "cancel get links mark parts report", byId),
  "backtests.compare": (ids) => Object.values(ids).map((id) => ({ ids: [id, id] })),
  "backtests.exports": nothing,
  "backtests.share": (ids) =>
    byId(ids).map((input) => ({ ...(input as object), withTrades: true, expiresInDays: null })),
  "backtests.unshare": (ids) => Object.values(ids).map((linkId) => ({ linkId })),
  "backtests.list": nothing,
  "backtests.run": byStrategy,
  ...all("baskets", "get latestTest testResult test cancelTest archive", byId),
  ...all("baskets", "list", nothing),
  "baskets.create": apart,
  "baskets.setMembers": ({ basket, version, listingVersion, listing }) => [
    { id: basket, members: [{ strategyVersionId: version, weight: 1 }] },
    { id: basket, members: [{ strategyVersionId: version, listingVersionId: listingVersion, weight: 1 }] },
    { id: basket, members: [{ listingId: listing, weight: 1 }] },
  ],
  ...all(
    "brokers",
    "accounts beginLogin catalogue day days finishLogin link linkSimulated setLimits state unlink day days",
    apart,
  ),
  ...all("datasets", "get remove setActions", byId),
  "datasets.list": nothing,
  "events.stream": (ids) =>
    Object.values(ids).flatMap((id) =>
      ["run", "subscription", "test", "backtest", "sweep"].map((kind) => ({ topics: [`${kind}:${id}`] })),
    ),
  ...all("hooks", "create get remove rotate signals", byStrategy),
  ...all("imports", "cancel fromProvider fromUrl get list providers refresh resample start", apart),
  ...all("community", "posts author follow", byListing),
  ...all("community", "ask answer review report setProfile", apart),
  // for those who run the installation alone: test/integration/community.test.ts
  ...all("moderation", "audit flags reports teams", nothing),
  ...all("moderation", "curate resolve setFlags verifyListing verifyTeam", apart),
  ...all("jobs", "counts list queue", nothing),
  "jobs.retry": byId,
  ...all("library", "get archive", byId),
  "library.list": nothing,
  "library.save": apart,
  ...all("marketplace", "get lines document record verify fork", byListing),
  ...all("marketplace", "list tags", nothing),
  ...all("publishing", "state publish withdraw", (ids) => [...byStrategy(ids), ...byListing(ids)]),
  ...all("runs", "get decisions orders fills marks monitor trail drift launch", byId),
  "runs.orderTimeline": (ids) =>
    byId(ids).flatMap((input) => [0, 1].map((number) => ({ ...(input as object), number }))),
  "runs.command": (ids) => byId(ids).map((input) => ({ ...(input as object), command: "resume" })),
  "runs.moveStop": (ids) => byId(ids).map((input) => ({ ...(input as object), number: 0, price: 1 })),
  ...all("runs", "list venues", nothing),
  "runs.start": byStrategy,
  ...all("runs", "kill release", apart),
  "session.me": nothing,
  ...all("shares", "create fork list revoke", (ids) => [...byStrategy(ids), ...byId(ids)]),
  ...all("strategies", "get version rename archive saveDraft saveVersion", (ids) => [...byId(ids), ...byStrategy(ids)]),
  "strategies.create": apart,
  "strategies.list": nothing,
  ...all("subscriptions", "get offer keepVersion drift netting orders", byId),
  "subscriptions.command": (ids) => byId(ids).map((input) => ({ ...(input as object), command: "pause-entries" })),
  "subscriptions.list": nothing,
  "subscriptions.create": ({ listing }) => [{ listingId: listing, capital: 100_000, mode: "paper" }],
  "subscriptions.setSettings": (ids) => byId(ids).map((input) => ({ ...(input as object), settings: { maxLots: 9 } })),
  "subscriptions.answer": (ids) => Object.values(ids).map((approvalId) => ({ approvalId, approve: true })),
  "subscriptions.acceptOffer": (ids) => [{ id: ids.subscription, versionId: ids.listingVersion }],
  "subscriptions.stop": byId,
  ...all("sweeps", "get cancel", byId),
  "sweeps.list": nothing,
  "sweeps.open": (ids) => byId(ids).map((input) => ({ ...(input as object), point: 0 })),
  "sweeps.run": byStrategy,
  ...all("teams", "acceptInvitation cancelInvitation create invitation invitations invite leave list members", apart),
  ...all("teams", "myInvitations rejectInvitation remove rename setRole switch", apart),
};

/** The paths of the public API that hand something out, by their ids; the others are called through the procedures above. */
export const restDoors: ReadonlySet<string> = new Set([
  ...[
    "listStrategies",
    "getStrategy",
    "listSignals",
    "listDatasets",
    "getDataset",
    "listImports",
    "getImport",
    "listProviders",
  ],
  ...["listBacktests", "getBacktest", "listListings", "getListing", "getListingRecord", "verifyListing"],
  ...["listRuns", "getRun", "getOrderTrail"],
  ...["listSweeps", "getSweep", "getQueue", "compareBacktests", "exportBacktest", "getBacktestParts"],
]);
