/** Returns what an environment is called on the page. */
export function environmentName(environment: "simulated" | "paper" | "live"): string {
  return { simulated: "Simulated", paper: "Paper", live: "Live" }[environment];
}
