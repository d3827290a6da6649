import { closesSession } from "../market/session-close.ts";
import type { Timeframe } from "../market/timeframe.ts";
import { expireOrders, isSameDay } from "./expire-orders.ts";
import type { Lane } from "./lane.ts";
import type { MutableBook } from "./lane-desk.ts";
import { previousTime } from "./last-times.ts";
import type { OrderDesk } from "./order-desk.ts";

export type GreetTask = {
  readonly book: MutableBook;
  readonly lanes: readonly Lane[];
  /** Place of the bar in the block, and in the run. */
  readonly at: number;
  readonly bar: number;
  readonly timeframe: Timeframe;
  /** Open time of each lane's last bar before the block. */
  readonly lastTime: Float64Array;
};

/** Lets a lane's orders whose time has passed expire, and tells the book where in its session the bar lies; returns whether any order is left. */
export function greetBar(desk: OrderDesk, lane: number, task: GreetTask): boolean {
  const { book, lanes, at, bar, timeframe, lastTime } = task;
  const { bars, first } = lanes[lane]!;
  const time = bars.time[first + at]!;
  if (!expireOrders(desk, lane, { bar, time })) return desk.working[lane]!.length > 0;
  const previous = previousTime(lanes[lane]!, lastTime[lane]!, at);
  book.opensSession = Number.isNaN(previous) || !isSameDay(previous, time);
  book.closesSession = closesSession(time, timeframe, book.instrument.calendar);
  return desk.working[lane]!.length > 0;
}
