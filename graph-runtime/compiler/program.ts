import type { Diagnostic } from "../core/diagnostic.ts";
import type { GraphDocument } from "../graph/document.ts";
import type { Settings } from "../graph/settings.ts";
import { BAR_FIELDS } from "../market/bars.ts";
import type { Timeframe } from "../market/timeframe.ts";
import { ACCOUNT_FIELDS, type Domain, type NodeDefinition, type OutsideField } from "../nodes/define-node.ts";
import type { RiskGuard } from "../nodes/risk-guard.ts";

/** A slot is one column of a block: market columns first, then account state, then unknown, then constants and computed values. */
export type Slot = number;

export const FIRST_ACCOUNT_SLOT = BAR_FIELDS.length;
export const UNKNOWN_SLOT = FIRST_ACCOUNT_SLOT + ACCOUNT_FIELDS.length;
export const FIRST_FREE_SLOT = UNKNOWN_SLOT + 1;

export type Stage = "signal" | "decision";

/** A timeframe above the strategy's own: its bars are built from base bars, and only closed ones are seen. */
export type ClockPlan = {
  readonly timeframe: Timeframe;
  /** Slots of the base bars that it is built from, where those are another instrument's. */
  readonly source: readonly Slot[] | null;
  /** Slots of its market columns, in the order of BAR_FIELDS. */
  readonly market: readonly Slot[];
  /** Cells of the open bar. */
  readonly state: StateField;
};

/** Cells of the open bar of a higher clock: whether there is one, its bucket and its columns. */
export const RESAMPLER_CELLS = 8;

export const OUTSIDE_CELLS = 2;

/** The clock of the strategy's own timeframe. */
export const BASE_CLOCK = 0;

/** The bars of an instrument that a node names, for every lane to see. */
export type ForeignPlan = {
  readonly symbol: string;
  /** Slots of its market columns, in the order of BAR_FIELDS. */
  readonly market: readonly Slot[];
};

/** A signal from outside that nodes listen to; a run keeps what came in until the next bar takes it. */
export type OutsidePlan = Readonly<Record<OutsideField, Slot>> & {
  readonly name: string;
  /** Cells: whether one waits, and its value. */
  readonly state: StateField;
};

export type StateField = { readonly offset: number; readonly length: number };

/** One node of the program, in order of execution. */
export type ProgramNode = {
  readonly id: string;
  readonly definition: NodeDefinition;
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, Slot>>;
  readonly connected: Readonly<Record<string, boolean>>;
  readonly outputs: Readonly<Record<string, Slot>>;
  readonly stage: Stage;
  /** 0 is the strategy's own clock; k is `program.clocks[k - 1]`. */
  readonly clock: number;
  /** Clock of the first input, which an aligning node reads. */
  readonly sourceClock: number;
  /** Cells in the lane's state, or in the portfolio's for nodes that are computed once. */
  readonly state: Readonly<Record<string, StateField>>;
  /** "all" is computed once for the portfolio; a cross-sectional node is, too. */
  readonly domain: Domain;
  /** When it runs within a block: lanes at even levels, the portfolio at odd ones, each after what feeds it. */
  readonly level: number;
  /** Bars from the start of the data until every output is known. */
  readonly warmup: number;
  /** Further bars until a different start matters less than 1e-9. */
  readonly settle: number;
};

/** A limit on the run, and the node that puts it there. */
export type NodeGuard = RiskGuard & { readonly nodeId: string };

/** A value that a node wants recorded on every bar. */
export type Probe = {
  readonly nodeId: string;
  readonly name: string;
  readonly slot: Slot;
  readonly stage: Stage;
  readonly domain: Domain;
};

/** A compiled strategy: what to compute, in which order, into which columns. */
export type Program = {
  readonly document: GraphDocument;
  readonly settings: Settings;
  readonly semanticHash: string;
  readonly nodes: readonly ProgramNode[];
  readonly slotCount: number;
  readonly constants: readonly { readonly slot: Slot; readonly value: number }[];
  /** Cells of one lane's state, and of the portfolio's. */
  readonly stateSize: number;
  readonly portfolioStateSize: number;
  /** The highest level of any node; 0 where every instrument is on its own. */
  readonly levels: number;
  /** Slots that all lanes share, because the portfolio computes them. */
  readonly shared: readonly Slot[];
  /** Instruments that nodes name. */
  readonly foreign: readonly ForeignPlan[];
  readonly outside: readonly OutsidePlan[];
  /** Higher timeframes in use. */
  readonly clocks: readonly ClockPlan[];
  /** Indexes into `nodes` of the order kinds. */
  readonly orders: readonly number[];
  /** Indexes into `nodes` of the kinds that protect a position. */
  readonly protections: readonly number[];
  /** True when a decision may be due on a bar that no trigger column shows. */
  readonly decidesEveryBar: boolean;
  /** True when some node decides on every bar on which a position is open. */
  readonly watchesPosition: boolean;
  readonly guards: readonly NodeGuard[];
  /** Values to be recorded. */
  readonly probes: readonly Probe[];
  readonly warmup: number;
  readonly settle: number;
  readonly required: {
    readonly timeframe: Timeframe;
    readonly universe: readonly string[];
    /** Instruments that are looked at and not traded. */
    readonly references: readonly string[];
  };
  /** The instrument that the run is compared with, where a node names one. */
  readonly benchmark: string | null;
  /** Slot of each live port, "node.port". */
  readonly ports: ReadonlyMap<string, Slot>;
};

export type CompileOutcome = {
  readonly program: Program | null;
  readonly document: GraphDocument | null;
  readonly diagnostics: readonly Diagnostic[];
};
