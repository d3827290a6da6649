import type { BrokerAdapter } from "@/server/brokers/port/broker-adapter.ts";
import type { Capabilities } from "@/server/brokers/port/capabilities.ts";
import type { SimulatorControl } from "./simulator-control.ts";
import type { Venue } from "./venue.ts";

/** One numbered demand on every broker; numbers are spaced so that others fit between. */
export type Card = {
  readonly id: `BR-${number}`;
  readonly title: string;
  /** Cards that a broker's capabilities rule out are not dealt to it. */
  readonly needs?: (capabilities: Capabilities) => boolean;
  readonly run: (venue: Venue, around: Around) => Promise<void>;
};

export type Around = {
  readonly adapter: BrokerAdapter;
  readonly control: SimulatorControl;
  /** Opens another account, which is closed with the card. */
  readonly open: (given?: Parameters<SimulatorControl["openAccount"]>[0]) => Promise<Venue>;
};
