import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino";
import { env } from "./env.ts";
import { currentRequestId } from "./request-id.ts";

let root: Logger | undefined;

/** Returns the logger of this process: one JSON object per line on stdout, secrets cut out by name. */
export function log(): Logger {
  root ??= createLog(env().LOG_LEVEL);
  return root;
}

/** Returns a logger that writes to the destination, stdout by default. Lines within a request carry its id. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
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
    mixin: () => {
      const requestId = currentRequestId();
      return requestId === undefined ? {} : { requestId };
    },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
  };
  return destination ? pino(options, destination) : pino(options);
}
