import { alpacaSkin } from "./alpaca/alpaca-skin.ts";
import { controlRoutes } from "./control-routes.ts";
import { FaultInjector } from "./core/faults.ts";
import { Journal } from "./core/journal.ts";
import { PriceBoard } from "./core/price-board.ts";
import { type SimulatorServer, serveSimulators } from "./core/simulator-server.ts";
import { kiteSkin } from "./kite/kite-skin.ts";

export type SimulatorSettings = {
  /** 0 chooses a free one. */
  readonly port: number;
  /** File of the journal; null keeps it in memory. */
  readonly journal: string | null;
  /** The clock of what is traded; the machine's where it is left out. */
  readonly marketNow?: () => number;
};

/** Starts all simulated brokers in this process. Each protocol is a line here. */
export async function startSimulators(settings: SimulatorSettings): Promise<SimulatorServer> {
  const { port, journal: file, marketNow = Date.now } = settings;
  const journal = new Journal(file);
  const faults = new FaultInjector();
  const board = new PriceBoard(marketNow);
  const surroundings = { journal, board, faults, now: Date.now };
  const skins = [kiteSkin(surroundings), alpacaSkin(surroundings)];
  const brokers = skins.map((skin) => skin.broker);
  return serveSimulators({
    port,
    skins,
    faults,
    control: (server) => controlRoutes({ brokers, journal, board, faults }, server),
  });
}
