import { LaunchError } from "./launch-error.js";

function portProblem(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return [];
  return [{ what: `PORT must be a number from 1 to 65535, was "${text}".`, todo: "For example: PORT=3001 npm start" }];
}

function secretProblem(secret) {
  if (secret.length >= 32) return [];
  return [
    {
      what: "QUANTLOOM_SECRET must be set to at least 32 characters when DATABASE_URL or NODE_ENV=production is set.",
      todo: "Make one with `openssl rand -hex 32`, keep it, and pass the same one to every process.",
    },
  ];
}

/** Throws one error that lists every problem, so that nobody corrects them one start after the other. */
function requireNone(problems) {
  const [first, ...others] = problems;
  if (first === undefined) return;
  if (others.length === 0) throw new LaunchError(first.what, first.todo);
  const lines = problems.map(({ what, todo }) => `${what} ${todo}`);
  throw new LaunchError(`${problems.length} settings are wrong.`, "Correct them and start again.", lines.join("\n"));
}

/** Reads what the operator set. The launcher alone decides whether this is a demo: nothing else looks at NODE_ENV. */
export function readSettings(environment, parameters) {
  const isEmbedded = !environment.DATABASE_URL;
  const isProduction = environment.NODE_ENV === "production";
  const port = environment.PORT ?? "3000";
  const needsSecret = !isEmbedded || isProduction;
  requireNone([...portProblem(port), ...(needsSecret ? secretProblem(environment.QUANTLOOM_SECRET ?? "") : [])]);
  return {
    isDevelopment: parameters.includes("--dev"),
    isVerbose: parameters.includes("--verbose"),
    isEmbedded,
    isDemo: isEmbedded && !isProduction,
    port: Number(port),
    // Only an installation with its own database and secret may be reached from other machines.
    host: isEmbedded && !isProduction ? "127.0.0.1" : (environment.QUANTLOOM_HOST ?? "127.0.0.1"),
    dataFolder: environment.QUANTLOOM_DATA_DIR ?? ".data",
    databaseUrl: environment.DATABASE_URL,
    secret: environment.QUANTLOOM_SECRET,
  };
}
