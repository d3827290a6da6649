import { LaunchError } from "./launch-error.js";

function readPort(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new LaunchError(`PORT must be a number from 1 to 65535, was "${text}".`, "For example: PORT=3001 npm start");
}

/** Reads what the operator set. The launcher alone decides whether this is a demo: nothing else looks at NODE_ENV. */
export function readSettings(environment, parameters) {
  const isEmbedded = !environment.DATABASE_URL;
  const isProduction = environment.NODE_ENV === "production";
  if ((!isEmbedded || isProduction) && (environment.QUANTLOOM_SECRET ?? "").length < 32) {
    throw new LaunchError(
      "QUANTLOOM_SECRET must be set to at least 32 characters when DATABASE_URL or NODE_ENV=production is set.",
      "Make one with `openssl rand -hex 32`, keep it, and pass the same one to every process.",
    );
  }
  return {
    isDevelopment: parameters.includes("--dev"),
    isVerbose: parameters.includes("--verbose"),
    isEmbedded,
    isDemo: isEmbedded && !isProduction,
    port: readPort(environment.PORT ?? "3000"),
    // Only an installation with its own database and secret may be reached from other machines.
    host: isEmbedded && !isProduction ? "127.0.0.1" : (environment.QUANTLOOM_HOST ?? "127.0.0.1"),
    dataFolder: environment.QUANTLOOM_DATA_DIR ?? ".data",
    databaseUrl: environment.DATABASE_URL,
    secret: environment.QUANTLOOM_SECRET,
  };
}
