import { barAt, type Simulator, startSimulator } from "./simulator.ts";

/** Time series as https://www.alphavantage.co/documentation describes them: newest first, and notices with status 200. */
export function simulateAlphaVantage(): Promise<Simulator> {
  return startSimulator((url) => {
    const query = url.searchParams;
    const notice = (name: string, text: string) => ({ body: JSON.stringify({ [name]: text }) });
    if (query.get("apikey") !== "secret")
      return notice("Information", "The **demo** API key is for demo purposes only.");
    if (query.get("symbol") !== "IBM")
      return notice("Error Message", "Invalid API call. Please retry or visit the documentation.");
    const intraday = query.get("function") === "TIME_SERIES_INTRADAY";
    const rows: string[] = [];
    const row = (label: string, time: number): void => {
      const [open, high, low, close, volume] = barAt(time);
      rows.push([label, open.toFixed(4), high.toFixed(4), low.toFixed(4), close.toFixed(4), volume].join(","));
    };
    if (intraday) {
      const [year = 0, month = 1] = (query.get("month") ?? "").split("-").map(Number);
      // two minutes of the first trading day, on New York's clock
      for (const minute of ["09:30:00", "09:31:00"]) {
        const date = `${year}-${String(month).padStart(2, "0")}-03`;
        row(`${date} ${minute}`, Date.parse(`${date}T${minute}Z`));
      }
    } else
      for (let time = Date.UTC(2024, 0, 2); time < Date.UTC(2024, 1, 1); time += 86_400_000)
        row(new Date(time).toISOString().slice(0, 10), time);
    return {
      body: `timestamp,open,high,low,close,volume\r\n${rows.toReversed().join("\r\n")}\r\n`,
      type: "application/x-download",
    };
  });
}
