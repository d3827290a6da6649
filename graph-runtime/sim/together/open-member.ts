import type { Program } from "../../compiler/program.ts";
import { Engine } from "../../engine/engine.ts";
import { setLimits, transferMoney } from "../../engine/outside-words.ts";
import { ColumnLog } from "../../engine/run-log.ts";
import { TIMEFRAME_LENGTHS } from "../../market/timeframe-lengths.ts";
import type { OutsideLimits } from "../../risk/outside-limits.ts";
import { accountCurrency } from "../account-currency.ts";
import { openLaneFeed } from "../lane-feed.ts";
import type { LaneData } from "../run-backtest.ts";
import { simulatedVenue } from "../simulated-venue.ts";

/** A strategy that runs beside others: its histories, and the capital that it begins with. */
export type TogetherMember = {
  readonly program: Program;
  readonly lanes: readonly LaneData[];
  readonly references: readonly LaneData[];
  readonly capital: number;
};

/** A member under way. Times are epoch milliseconds, money is in its account's currency. */
export type RunningMember = {
  /** Opens of its bars; `length` is the nominal length of one. */
  readonly time: Float64Array;
  readonly length: number;
  /** Lets the indicators know the bars before an index, at which the run begins. */
  begin(at: number): void;
  /** Runs the next bar. */
  step(): void;
  readonly equity: number;
  /** Value of all positions without their signs. */
  readonly gross: number;
  /** It holds nothing, and no order of it works. */
  readonly isFlat: boolean;
  limit(limits: OutsideLimits): void;
  transfer(amount: number): void;
};

const blockSize = 512;

/** Builds the same engine as of a single backtest; it decides on every bar, as a run does that is stepped live. */
export function openMember({ program, lanes, references, capital }: TogetherMember): RunningMember {
  const currency = accountCurrency(program.settings.currency, lanes);
  const settings = { ...program.settings, currency, capital };
  const feed = openLaneFeed({ program, lanes, references });
  const venue = simulatedVenue(settings);
  const log = new ColumnLog();
  const engine = new Engine({ ...feed.setup, program, settings, venue, blockSize, decideAlways: true, log });
  engine.risk.setOutside({});
  const { ledger, desk } = engine;
  const equity = new Float64Array(blockSize);
  const exposure = new Float64Array(blockSize);
  const total = feed.time.length;
  let done = 0;
  let blockStart = 0;
  let blockEnd = 0;

  function nextBlock(): void {
    blockStart = done;
    blockEnd = Math.min(total, done + blockSize);
    feed.fill(engine, blockStart, blockEnd);
    exposure.fill(0);
    engine.beginBlock(blockEnd - blockStart, equity, exposure);
  }

  return {
    time: feed.time,
    length: TIMEFRAME_LENGTHS[settings.timeframe],
    begin: (at) => {
      for (let from = 0; from < at; from += blockSize) {
        const to = Math.min(at, from + blockSize);
        feed.fill(engine, from, to);
        engine.warmUp(to - from);
      }
      done = at;
      blockEnd = at;
    },
    step: () => {
      if (done === blockEnd) nextBlock();
      const at = done - blockStart;
      engine.runBars(at, at + 1);
      done++;
      if (done === blockEnd) engine.endBlock(blockEnd - blockStart);
    },
    get equity() {
      return engine.equity;
    },
    get gross() {
      return ledger.quantity.reduce(
        (sum, held, lane) => sum + Math.abs(held * (held === 0 ? 0 : ledger.mark[lane]!)),
        0,
      );
    },
    get isFlat() {
      return !ledger.holdsAny() && desk.working.every((orders) => orders.length === 0);
    },
    limit: (limits) => setLimits(engine, limits, engine.bar),
    transfer: (amount) => transferMoney(engine, amount),
  };
}
