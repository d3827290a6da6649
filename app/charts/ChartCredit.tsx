/** The attribution that the licence of Lightweight Charts asks for. */
export function ChartCredit() {
  return (
    <p className="text-2xs text-faint">
      Charts drawn with{" "}
      <a
        href="https://www.tradingview.com/"
        rel="noreferrer"
        target="_blank"
        className="underline underline-offset-2 hover:text-text"
      >
        TradingView Lightweight Charts
      </a>
      . Copyright © 2025 TradingView, Inc.
    </p>
  );
}
