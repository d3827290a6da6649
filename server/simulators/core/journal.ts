import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import { SimEvent } from "./sim-event.ts";

/** The append-only record of what really happened; without a file it is kept in memory alone. */
export class Journal {
  readonly #events: SimEvent[] = [];
  readonly #file: string | null;

  constructor(file: string | null) {
    this.#file = file;
    if (file === null) return;
    mkdirSync(dirname(file), { recursive: true });
    if (existsSync(file)) this.#events.push(...readEvents(file));
  }

  get events(): readonly SimEvent[] {
    return this.#events;
  }

  /** The event is in the file before anybody hears of it. */
  append(event: SimEvent): void {
    if (this.#file !== null) appendFileSync(this.#file, `${JSON.stringify(event)}\n`);
    this.#events.push(event);
  }
}

/** A process that was killed may have left half a line at the end: it is cut off, since nobody was told of that event. */
function readEvents(file: string): SimEvent[] {
  const text = readFileSync(file, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  return whole
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => SimEvent.parse(JSON.parse(line)));
}
