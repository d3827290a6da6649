import { accessSync, constants } from "node:fs";
import { z } from "zod";
import { type Secret, secret } from "./config/secret.ts";

// The one reader of process.env. Everything is optional until somebody calls env(): a build must not need a database.

const Hidden = z.string().transform((value): Secret => secret(value));
const roles = ["backtest", "data", "live", "feed", "maintenance"] as const;
export type WorkerRole = (typeof roles)[number];

const OauthProvider = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  discoveryUrl: z.url(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).pipe(Hidden),
  scopes: z.array(z.string()).default(["openid", "profile", "email"]),
});

const Hosts = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ""),
  );
const canRun = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
const Port = z.coerce.number().int().min(0).max(65535);
const PostgresUrl = z
  .string({ error: "expected a PostgreSQL address such as postgresql://user:password@host:5432/name, found nothing" })
  .regex(/^postgres(ql)?:\/\//, "expected an address that begins with postgresql://")
  .pipe(Hidden);

const TracingEnvironment = z.object({ OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional() });
const DatabaseEnvironment = z.object({ DATABASE_URL: PostgresUrl });
const StoreEnvironment = z.object({
  QUANTLOOM_DATA_DIR: z.string().min(1).default(".data"),
  STORE_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  STORE_S3_BUCKET: z.string().min(1).optional(),
  STORE_S3_REGION: z.string().min(1).default("us-east-1"),
  STORE_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  STORE_S3_SECRET_ACCESS_KEY: z.string().min(1).pipe(Hidden).optional(),
});

const Environment = DatabaseEnvironment.extend({
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, "expected an address that begins with redis:// or rediss://")
    .pipe(Hidden)
    .optional(),
  PORT: Port.default(3000),
  QUANTLOOM_HOST: z.string().min(1).default("127.0.0.1"),
  QUANTLOOM_SECRET: z
    .string({ error: "expected at least 32 characters (openssl rand -hex 32), found nothing" })
    .min(32, "expected at least 32 characters (openssl rand -hex 32)")
    .pipe(Hidden),
  /** Encrypts broker credentials in the place of QUANTLOOM_SECRET. */
  CREDENTIAL_KEY: z.string().min(32, "expected at least 32 characters (openssl rand -hex 32)").pipe(Hidden).optional(),
  /** Keys that credentials may still be encrypted with. */
  CREDENTIAL_KEYS_BEFORE: z
    .string()
    .default("")
    .transform((value) => value.split(",").flatMap((key) => (key.trim() === "" ? [] : [secret(key.trim())]))),
  QUANTLOOM_DEMO: z
    .enum(["0", "1"])
    .default("0")
    .transform((value) => value === "1"),
  WORKER_ROLES: z
    .string()
    .default(roles.join(","))
    .transform((value) => value.split(",").map((role) => role.trim()))
    .pipe(z.array(z.enum(roles)).min(1)),
  WORKER_METRICS_PORT: Port.optional(),
  WORKER_RECOVERY_MILLISECONDS: z.coerce.number().int().min(500).max(60_000).default(5_000),
  QUANTLOOM_PUBLIC_URL: z.url().optional(),
  QUANTLOOM_SIGN_UP: z.enum(["open", "invited"]).default("open"),
  /** Mail addresses of those who run the installation: they curate, moderate and verify. */
  QUANTLOOM_ADMINS: z
    .string()
    .default("")
    .transform((value) => value.split(",").map((mail) => mail.trim().toLowerCase()))
    .pipe(z.array(z.union([z.email(), z.literal("")])))
    .transform((mails) => mails.filter((mail) => mail !== "")),
  ...StoreEnvironment.shape,
  /** The Chromium that prints reports as PDF, or "none"; default: an installed one. */
  PDF_CHROMIUM: z
    .string()
    .refine((path) => path === "none" || canRun(path), "expected the path of a Chromium that can be run, or none")
    .optional(),
  /** Largest file that may be imported. */
  IMPORT_MEGABYTES: z.coerce.number().int().min(1).max(100_000).default(2_048),
  /** Jobs of a team that are with the workers at a time; its others wait, and keep no other team waiting. */
  TEAM_BACKTESTS_RUNNING: z.coerce.number().int().min(1).max(1_000).default(4),
  TEAM_TESTS_RUNNING: z.coerce.number().int().min(1).max(1_000).default(1),
  TEAM_SWEEPS_RUNNING: z.coerce.number().int().min(1).max(1_000).default(1),
  TEAM_IMPORTS_RUNNING: z.coerce.number().int().min(1).max(1_000).default(2),
  /** Jobs of one kind that a team may have waiting. */
  TEAM_JOBS_WAITING: z.coerce.number().int().min(1).max(100_000).default(500),
  /** Decisions, marks and events of runs are kept for so many months; for good where it is not set. */
  RUN_RECORDS_MONTHS: z.coerce.number().int().min(3).max(1_200).optional(),
  ALPHA_VANTAGE_KEY: z.string().min(1).pipe(Hidden).optional(),
  /** Addresses to use in the place of providers' own, by provider. */
  PROVIDER_URLS: z
    .string()
    .default("{}")
    .transform((value, context) => {
      try {
        return JSON.parse(value) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "expected a JSON object of provider and address" });
        return z.NEVER;
      }
    })
    .pipe(z.record(z.string(), z.url())),
  /** Hosts inside the own network that files may be fetched from; all others must be public. */
  IMPORT_HOSTS: Hosts,
  /** Hosts inside the own network that alerts may be posted to; all others must be public. */
  ALERT_HOSTS: Hosts,
  /** How long a broker's answer may take before a call's fate counts as unknown. */
  BROKER_TIMEOUT_MILLISECONDS: z.coerce.number().int().min(300).max(60_000).default(7_000),
  /** Where the simulated brokers of a demo listen, from the launcher. */
  SIMULATORS_URL: z
    .string()
    .regex(/^http:\/\/127\.0\.0\.1:\d+$/, "expected an address such as http://127.0.0.1:4100")
    .optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  OTEL_EXPORTER_OTLP_ENDPOINT: TracingEnvironment.shape.OTEL_EXPORTER_OTLP_ENDPOINT,
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "expected an address that begins with smtp:// or smtps://")
    .pipe(Hidden)
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n]+ <)?[^\s<>@]+@[^\s<>@]+>?$/, "expected an address such as Quantloom <no-reply@example.com>")
    .optional(),
  /** "1" from the launcher's --dev: hot reload needs a looser Content-Security-Policy. */
  QUANTLOOM_DEV: z
    .enum(["0", "1"])
    .default("0")
    .transform((value) => value === "1"),
  /** Requests per minute of one caller (an API key or a session); one address may make four times as many. */
  API_RATE_LIMIT: z.coerce.number().int().min(1).default(3_000),
  /** A language model that proposes changes; all three or none of them. */
  ASSISTANT_URL: z.url({ protocol: /^https?$/ }).optional(),
  ASSISTANT_API_KEY: z.string().min(1).pipe(Hidden).optional(),
  ASSISTANT_MODEL: z.string().min(1).max(200).optional(),
  ASSISTANT_PROTOCOL: z.enum(["openai", "anthropic"]).default("openai"),
  METRICS_TOKEN: z.string().min(16).pipe(Hidden).optional(),
  OAUTH_PROVIDERS: z
    .string()
    .default("[]")
    .transform((value, context) => {
      try {
        return JSON.parse(value) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "expected a JSON array of providers" });
        return z.NEVER;
      }
    })
    .pipe(z.array(OauthProvider)),
})
  .refine(
    ({ ASSISTANT_URL: url, ASSISTANT_API_KEY: key, ASSISTANT_MODEL: model }) =>
      [url, key, model].every((part) => part !== undefined) || [url, key, model].every((part) => part === undefined),
    {
      path: ["ASSISTANT_URL"],
      error: "expected ASSISTANT_URL, ASSISTANT_API_KEY and ASSISTANT_MODEL together, found only some of them",
      when: () => true,
    },
  )
  .refine((given) => given.SIMULATORS_URL === undefined || given.QUANTLOOM_DEMO, {
    path: ["SIMULATORS_URL"],
    error: "expected nothing: simulated brokers belong to the demo, which has no database of its own",
    when: () => true,
  })
  .refine((given) => given.SMTP_URL === undefined || given.MAIL_FROM !== undefined, {
    path: ["MAIL_FROM"],
    error: "expected the sender's address, such as Quantloom <no-reply@example.com>, because SMTP_URL is set",
    // Also where another value is wrong: every problem is listed at once.
    when: () => true,
  })
  .refine(
    (given) =>
      given.STORE_S3_ENDPOINT === undefined ||
      [given.STORE_S3_BUCKET, given.STORE_S3_ACCESS_KEY_ID, given.STORE_S3_SECRET_ACCESS_KEY].every(Boolean),
    {
      path: ["STORE_S3_ENDPOINT"],
      error: "expected STORE_S3_BUCKET, STORE_S3_ACCESS_KEY_ID and STORE_S3_SECRET_ACCESS_KEY beside it",
      when: () => true,
    },
  );
export type Env = z.infer<typeof Environment>;

const SimulatorEnvironment = z.object({
  SIMULATORS_PORT: Port.default(0),
  ...StoreEnvironment.pick({ QUANTLOOM_DATA_DIR: true }).shape,
});

type Source = Readonly<Record<string, string | undefined>>;

function parse<Schema extends z.ZodType>(schema: Schema, source: Source): z.infer<Schema> {
  // An empty line in an .env file means "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not complete (see .env.example):\n${problems.join("\n")}`);
}

/** Returns the checked environment of the given source; throws one error that lists every problem. */
export function readEnv(source: Source): Env {
  return parse(Environment, source);
}

// Next loads route modules more than once in one process; the settings are read once.
const shared = globalThis as { quantloomEnvironment?: Env };

/** Returns the checked environment of this process. */
export function env(): Env {
  shared.quantloomEnvironment ??= readEnv(process.env);
  return shared.quantloomEnvironment;
}

/** Tells whether this is `npm run dev`, without asking for the rest of the environment. */
export function isDevelopment(): boolean {
  return process.env["QUANTLOOM_DEV"] === "1";
}

/** Returns the address of the database alone, for commands that need nothing else. */
export function databaseUrl(): Secret {
  return parse(DatabaseEnvironment, process.env).DATABASE_URL;
}

export type StoreSettings = {
  readonly folder: string;
  readonly s3: S3Access | null;
};
type S3Access = {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/** Returns where market data is kept, without asking for the rest of the environment: the command line has no database. */
export function storeSettings(): StoreSettings {
  const given = parse(StoreEnvironment, process.env);
  const { STORE_S3_ENDPOINT: endpoint, STORE_S3_BUCKET: bucket, STORE_S3_ACCESS_KEY_ID: accessKeyId } = given;
  const secretAccessKey = given.STORE_S3_SECRET_ACCESS_KEY?.reveal();
  const folder = given.QUANTLOOM_DATA_DIR;
  if (endpoint === undefined || bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined)
    return { folder, s3: null };
  return { folder, s3: { endpoint, bucket, region: given.STORE_S3_REGION, accessKeyId, secretAccessKey } };
}

/** Returns where the simulated brokers listen and keep their journal; refuses to run them beside a database. */
export function simulatorSettings(): { readonly port: number; readonly folder: string } {
  if (process.env["DATABASE_URL"])
    throw new Error("Simulated brokers do not run beside a database: start them without DATABASE_URL.");
  const given = parse(SimulatorEnvironment, process.env);
  return { port: given.SIMULATORS_PORT, folder: given.QUANTLOOM_DATA_DIR };
}

/** Returns where spans are sent, without asking for the rest of the environment: it is read before anything else. */
export function tracingEndpoint(): string | undefined {
  return parse(TracingEnvironment, process.env).OTEL_EXPORTER_OTLP_ENDPOINT;
}
