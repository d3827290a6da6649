import type { z } from "zod";
import type { BarField } from "../market/bars.ts";
import type { Instrument } from "../market/instrument.ts";
import type { Timeframe } from "../market/timeframe.ts";
import type { Family } from "./family.ts";
import type { NodeIntent, RebalanceIntent } from "./order-intent.ts";
import type { PortType } from "./port-type.ts";
import type { ReportCode } from "./report-code.ts";
import type { RiskGuard } from "./risk-guard.ts";

/** Advances a node over bars `from` up to but not including `to` of the current block. */
export type Kernel = {
  (from: number, to: number): void;
  /** The same for one bar, where there is a shorter way: a run in blocks of one bar calls this instead. */
  readonly bar?: (at: number) => void;
};

export type InputSpec = {
  readonly type: PortType;
  readonly label: string;
  readonly help?: string;
  /** An optional input that is not connected reads `default` on every bar, or unknown where there is none. */
  readonly optional?: true;
  readonly default?: number;
  /** Cross-sectional kinds: "all" takes one value for the whole portfolio; otherwise each instrument brings its own. */
  readonly domain?: Domain;
  /** One of a run of like inputs: the canvas shows those that are wired, and one more. */
  readonly spare?: true;
  /** Shown, read and (unless optional) needed only while each parameter named here has one of these values. */
  readonly shownWhen?: Readonly<Record<string, readonly unknown[]>>;
};

export type OutputSpec = {
  readonly type: PortType;
  readonly label: string;
  readonly help?: string;
  /** Cross-sectional kinds: "all" gives one value for the whole portfolio; otherwise one to each instrument. */
  readonly domain?: Domain;
};

/** Whom a value belongs to: each instrument has its own, or the portfolio has one. */
export type Domain = "each" | "all";

/** State of the account and of the lane's position, as the decision stage sees it at the close of a bar. */
export const ACCOUNT_FIELDS = [
  "equity",
  "cash",
  "quantity",
  "averagePrice",
  "barsHeld",
  /** Entries that the position was built from, the price of the last one, and the most units it held. */
  "entries",
  "lastEntry",
  "largest",
  /** Signed units of the strategy's own working orders, and how many there are of either role. */
  "pending",
  "pendingEntries",
  "pendingExits",
] as const;
export type AccountField = (typeof ACCOUNT_FIELDS)[number];

/** What a bar brings of a signal from outside: 1 where it came since the bar before, and the number sent with it, else unknown. */
export const OUTSIDE_FIELDS = ["received", "value"] as const;
export type OutsideField = (typeof OUTSIDE_FIELDS)[number];

/** A block's market columns of the node's own instrument and clock. */
export type MarketSlots = Readonly<Record<BarField, Float64Array>>;
export type AccountSlots = Readonly<Record<AccountField, Float64Array>>;

type Columns<T> = { readonly [K in keyof T]: Float64Array };

export type KernelContext<P, I, O, S> = {
  readonly params: P;
  readonly inputs: Columns<I>;
  /** Which inputs are wired. */
  readonly connected: { readonly [K in keyof I]: boolean };
  readonly outputs: Columns<O>;
  /** Cells that live from call to call; zero at the start of a run. */
  readonly state: Columns<S>;
  readonly market: MarketSlots;
  readonly account: AccountSlots;
  readonly instrument: Instrument;
  /** Milliseconds that a bar of the node's clock lasts. */
  readonly barLength: number;
  /** For each base bar of the block, how many bars of the first input's clock have closed within the block by then. */
  readonly closed: Float64Array;
  /** Hands an order wish to the engine, and returns whether it led to an order; only order kinds call it. */
  readonly emit: (intent: NodeIntent) => boolean;
  /** Says why an order kind did or did not act on the bar. */
  readonly report: (code: ReportCode) => void;
};

/** What a cross-sectional kind sees of one instrument: its columns, and its close, which is unknown where it has no bar. */
export type CrossLane<I, O> = {
  /** What the strategy calls the instrument. */
  readonly name: string;
  readonly inputs: Columns<I>;
  readonly outputs: Columns<O>;
  readonly close: Float64Array;
};

export type CrossContext<P, I, O, S> = {
  readonly params: P;
  readonly lanes: readonly CrossLane<I, O>[];
  /** Columns of the ports of domain "all". */
  readonly inputs: Columns<I>;
  readonly outputs: Columns<O>;
  readonly connected: { readonly [K in keyof I]: boolean };
  /** Cells of the portfolio that live from call to call; zero at the start of a run. */
  readonly state: Columns<S>;
  /** Hands the engine the weights that the portfolio is to have; only order kinds call it. */
  readonly emit: (intent: RebalanceIntent) => void;
  readonly report: (code: ReportCode) => void;
};

export type Example = {
  readonly title: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** One list per input, or per market column (`open`, `high`, ...) where the kind reads those; null is unknown. */
  readonly inputs: Readonly<Record<string, readonly (number | null)[]>>;
  readonly outputs: Readonly<Record<string, readonly (number | null)[]>>;
  /** Order kinds: the bars on which it acts, when no position is open. */
  readonly fires?: readonly number[];
  /** Limits on the run: what is held against it. */
  readonly guard?: RiskGuard;
};

export type NodeMeta = {
  readonly title: string;
  readonly family: Family;
  readonly keywords: readonly string[];
  readonly summary: string;
  /** Where the definition comes from. */
  readonly reference?: string;
};

/** Distances of a stop that moves with the price, each multiplied by the distance of its protection. */
export type StopMove = {
  /** How far the price must have moved in favour of the entry. */
  readonly after: number;
  /** Where the stop goes then, beyond the entry price. */
  readonly lock: number;
  /** For each further `step` in favour the stop moves by `gain`; 0 for a stop that stays. */
  readonly step: number;
  readonly gain: number;
};

/** A protective order that an entry takes along, at a distance read when the entry is decided; "move" moves the stop instead. */
export type Protection = {
  readonly role: "stop" | "target" | "trail" | "move";
  /** "percent": share of the entry price; "price": money per unit; "risk": multiples of the distance to the stop. */
  readonly unit: "percent" | "price" | "risk";
  /** The output that holds the distance. */
  readonly output: string;
  /** Multiplies the distance. */
  readonly times?: number;
  /** Percent of the entry at which the part of a target begins and ends; without it, all of it. */
  readonly part?: { readonly from: number; readonly to: number };
  /** A trailing stop stands still until the price has moved by so many distances in favour. */
  readonly after?: number;
  readonly move?: StopMove;
};

/** What a kind finds wrong with its own parameters and wires; it never throws. */
export type Complaint = { readonly severity: "error" | "warning"; readonly message: string; readonly param?: string };

/** What a kind may know of the graph around it. */
export type Surroundings = {
  readonly connected: Readonly<Record<string, boolean>>;
  /** Roles of the protections that go out with every entry. */
  readonly protections: ReadonlySet<Protection["role"]>;
  /** Roles that some entry brings along by itself. */
  readonly brought: ReadonlySet<Protection["role"]>;
};

/** A version of a kind that new nodes no longer get. What was saved with it keeps its parameters and its meaning. */
export type EarlierVersion = {
  readonly version: number;
  /** What the next version changed, as the end of a sentence. */
  readonly change: string;
  readonly params: z.ZodObject;
  /** Returns the parameters with which the newest version means the same; references to knobs pass through it as they are. */
  readonly upgrade: (params: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  readonly examples: readonly Example[];
};

export type NodeSpec<P extends z.ZodObject, I, O, S> = {
  readonly kind: string;
  readonly version: number;
  readonly meta: NodeMeta;
  readonly params: P;
  readonly inputs: I;
  readonly outputs: O;
  /** Bars of known input until every output is known, exact. */
  readonly warmup: (params: z.output<P>) => number;
  /**
   * Further bars until a different start matters less than 1e-9; 0 for kinds with finite memory, Infinity where the start
   * of the data matters for ever (running totals, latches).
   */
  readonly settle?: (params: z.output<P>) => number;
  /** In words, what the data must bring before an output is known (a first event, a whole session), beyond the warm-up. */
  readonly unknownWhile?: string;
  /** Cells of state by name. */
  readonly state?: (params: z.output<P>) => S;
  /** One line that reads the node with its parameters; for orders and protections, also with what is wired in their place. */
  readonly explain: (params: z.output<P>, wired?: Readonly<Record<string, string>>) => string;
  /** Reads an output of the node with what is wired to it, in the order of its inputs; without it, "<explain> of <inputs>". */
  readonly phrase?: (params: z.output<P>, inputs: readonly string[], port: string) => string;
  /** Builds the kernel. Kinds whose outputs are market columns, account state or constants have none. */
  readonly compile?: (context: KernelContext<z.output<P>, I, O, S>) => Kernel;
  /**
   * Builds one kernel for two nodes that read the same inputs, bit by bit what theirs would do one after the other, each on state of its
   * own; null where there is no quicker way.
   */
  readonly pair?: (
    one: KernelContext<z.output<P>, I, O, S>,
    other: KernelContext<z.output<P>, I, O, S>,
  ) => Kernel | null;
  /** Builds the kernel of a kind that needs all instruments side by side; it runs once a block, not once an instrument. */
  readonly cross?: (context: CrossContext<z.output<P>, I, O, S>) => Kernel;
  /** The values depend on the traded instrument itself, so that each has its own, though nothing of its market is wired. */
  readonly ofInstrument?: true;
  /** Kinds that name an instrument: its symbol. Known when the strategy is compiled, and no column. */
  readonly instrument?: (params: z.output<P>) => string;
  /** Kinds that name a set of the strategy's instruments: the symbols. */
  readonly members?: (params: z.output<P>) => readonly string[];
  /** The instrument wired to this input is what the run is compared with. */
  readonly benchmark?: string;
  /** Not offered in the palette: the compiler inserts it. */
  readonly internal?: true;
  /** Outputs that are columns of the market. */
  readonly market?: Readonly<Record<string, BarField>>;
  /** Outputs that are account state; such a node belongs to the decision stage. */
  readonly account?: Readonly<Record<string, AccountField>>;
  /** Outputs that come from outside under a name: nothing in a history says what they were. */
  readonly outside?: {
    /** The parameter that holds the name. */
    readonly name: string;
    readonly outputs: Readonly<Record<string, OutsideField>>;
  };
  /** Market outputs are bars of this timeframe instead of the strategy's own. */
  readonly clock?: (params: z.output<P>) => Timeframe;
  /** Brings its first input from whatever clock it is on to the strategy's own: the last closed value. */
  readonly aligns?: true;
  /** Outputs that never change. */
  readonly constant?: (params: z.output<P>) => Readonly<Record<string, number>>;
  /** Inputs whose order makes no difference to any output, bit by bit: a node is then equal to one that is wired the other way round. */
  readonly symmetric?: (params: z.output<P>) => readonly string[];
  /** Two inputs that may change places, bit by bit, if the parameters change with them ("A above B" is "B below A"). */
  readonly mirror?: {
    readonly inputs: readonly [string, string];
    readonly params: (params: z.output<P>) => z.output<P>;
  };
  /** Order kinds: inputs that can make the node act when they are true. */
  readonly triggers?: readonly string[];
  /** Order kinds: they act only while no position is open, or only while one is; at any time where nothing is said. */
  readonly actsWhile?: (params: z.output<P>) => "flat" | "held" | "any";
  readonly protection?: (params: z.output<P>) => readonly Protection[];
  /** Kinds that record their first input: the name under which it is kept. */
  readonly probe?: (params: z.output<P>) => string;
  /** A limit on the whole run. */
  readonly guard?: (params: z.output<P>) => RiskGuard;
  /** Order kinds: protections that their own entries bring along. */
  readonly brings?: readonly Protection["role"][];
  /** Order kinds without a trigger: they decide at the close of every bar on which a position is open. */
  readonly watches?: "position";
  /** Checks what a schema cannot: parameters against each other, against wires and against the rest of the strategy. */
  readonly check?: (params: z.output<P>, around: Surroundings) => readonly Complaint[];
  readonly examples: readonly Example[];
  /** Versions before this one, with ports of the same names. */
  readonly earlier?: readonly EarlierVersion[];
};

type Ports<T> = Readonly<Record<string, T>>;
type StateSpec = Readonly<Record<string, number>>;

/** A node kind as shared code sees it, its own types erased. */
export type NodeDefinition = NodeSpec<z.ZodObject, Ports<InputSpec>, Ports<OutputSpec>, StateSpec>;

/** Declares a node kind: editor, palette, form, docs, validator, compiler and tests all read this one object. */
export function defineNode<
  P extends z.ZodObject,
  const I extends Ports<InputSpec>,
  const O extends Ports<OutputSpec>,
  S extends StateSpec = Record<never, number>,
>(spec: NodeSpec<P, I, O, S>): NodeDefinition {
  // the erased form is called only with parameters that this spec's own schema has parsed
  return spec as unknown as NodeDefinition;
}
