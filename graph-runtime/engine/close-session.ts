import { closesSession } from "../market/session-close.ts";
import { timeframeMilliseconds } from "../market/timeframe.ts";
import type { Moment } from "./apply-events.ts";
import type { EngineSetup } from "./engine-setup.ts";
import type { Lane } from "./lane.ts";
import type { SessionOpen } from "./session-open.ts";

export type CloseTask = {
  readonly setup: Pick<EngineSetup, "settings" | "instruments">;
  readonly lanes: readonly Lane[];
  readonly at: number;
  readonly moment: Moment;
};

/** Lets futures settle and contracts expire once the bars of a step are marked. */
export function closeSession(session: SessionOpen, { setup, lanes, at, moment }: CloseTask): void {
  const { timeframe } = setup.settings;
  const endsHere = (lane: number): boolean => {
    const { bars, first } = lanes[lane]!;
    if (Number.isNaN(bars.close[first + at]!)) return false;
    return closesSession(bars.time[first + at]!, timeframe, setup.instruments[lane]!.calendar);
  };
  session.runClose(moment, endsHere, moment.time + timeframeMilliseconds(timeframe));
}
