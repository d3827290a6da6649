import type { ChargeTable } from "../port/charge-table.ts";

const shares = "shares";
const cent = { to: 0.01, up: true };

/** Alpaca takes no commission for shares; it passes on what the authorities take of sales. */
export const alpacaCharges: ChargeTable = {
  source: "fee rate advisories of the SEC for 2025 and 2026, FINRA's schedule of the trading activity fee",
  knownUntil: "2026-11-27",
  segmentOf: ({ kind }) => (kind === "equity" ? shares : null),
  charges: [
    {
      id: "sec",
      label: "SEC fee (section 31)",
      segments: [shares],
      exchange: null,
      side: "sell",
      basis: "value",
      steps: [
        { from: "2024-05-22", rate: 27.8e-6 },
        { from: "2025-05-14", rate: 0 },
        { from: "2026-04-04", rate: 20.6e-6 },
      ],
      rounding: cent,
    },
    {
      id: "taf",
      label: "FINRA trading activity fee",
      segments: [shares],
      exchange: null,
      side: "sell",
      basis: "units",
      steps: [
        { from: "2024-01-01", rate: 0.000166, most: 8.3 },
        { from: "2026-01-01", rate: 0.000195, most: 9.79 },
        // nothing is taken in the last quarter of 2026 (SR-FINRA-2026-021)
        { from: "2026-10-01", rate: 0 },
        { from: "2027-01-01", rate: 0.000232, most: 11.61 },
      ],
      rounding: cent,
    },
  ],
  remarks: [
    "The fee for the consolidated audit trail, some millionths of a dollar a share, comes on top: its rate changes several times a year.",
  ],
};
