/** Returns the message of a TradingView alert that this webhook takes; TradingView fills in what stands in double braces. */
export function signalMessage(token: string, name = "signal"): string {
  const quoted = JSON.stringify({ token, signal: name, time: "{{timenow}}", symbol: "{{ticker}}" });
  return `${quoted.slice(0, -1)},"value":{{close}}}`;
}
