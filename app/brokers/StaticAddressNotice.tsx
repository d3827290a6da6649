import { Network } from "lucide-react";

/** What everybody who trades in India through an API has to know first. */
export function StaticAddressNotice() {
  return (
    <div className="flex gap-3 rounded-md border border-warning/30 bg-warning-soft p-3 text-sm">
      <Network size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-warning" />
      <p>
        <strong className="font-semibold">Orders only from a registered address.</strong>{" "}
        <span className="text-muted">
          Since 1 April 2026 brokers in India take API orders only from a static IP address that you have registered
          with them as your own. Run Quantloom where you have one, and register it at the broker; anything but orders
          works without.
        </span>
      </p>
    </div>
  );
}
