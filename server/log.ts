import { type Logger, pino } from "pino";
import { env } from "./env.ts";

let root: Logger | undefined;

/** Returns the logger of this process: one JSON object per line on stdout, secrets cut out by name. */
export function log(): Logger {
  root ??= pino({
    level: env().LOG_LEVEL,
    base: { pid: process.pid },
    redact: {
      paths: [
        "password",
        "*.password",
        "token",
        "*.token",
        "secret",
        "*.secret",
        "authorization",
        "*.authorization",
        "cookie",
        "*.cookie",
      ],
      censor: "[secret]",
    },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
  });
  return root;
}
