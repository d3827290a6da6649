/**
 * The one table of errors. family: "user" can be put right by the user, "operational" passes or is put right by the operator,
 * "bug" is ours. retry: the same call may succeed later. text: what the user reads when the thrower says nothing better.
 */
export const errorCodes = {
  "not-signed-in": { family: "user", transport: "UNAUTHORIZED", retry: false, text: "Sign in to continue." },
  "api-key-refused": {
    family: "user",
    transport: "UNAUTHORIZED",
    retry: false,
    text: "The API key is unknown, revoked or expired. Create a new one in Settings.",
  },
  "signature-refused": {
    family: "user",
    transport: "UNAUTHORIZED",
    retry: false,
    text: "The signature or the token is not that of this webhook. It may have been rotated since.",
  },
  "no-team": { family: "user", transport: "FORBIDDEN", retry: false, text: "Choose or create a team first." },
  forbidden: { family: "user", transport: "FORBIDDEN", retry: false, text: "Your role does not allow this." },
  "not-found": {
    family: "user",
    transport: "NOT_FOUND",
    retry: false,
    text: "This does not exist, or it belongs to another team.",
  },
  "invalid-input": {
    family: "user",
    transport: "BAD_REQUEST",
    retry: false,
    text: "Some of the values are not as expected.",
  },
  "too-large": { family: "user", transport: "PAYLOAD_TOO_LARGE", retry: false, text: "This is larger than allowed." },
  "stale-revision": {
    family: "user",
    transport: "CONFLICT",
    retry: false,
    text: "Somebody saved a newer draft. Reload to continue from it.",
  },
  conflict: {
    family: "user",
    transport: "CONFLICT",
    retry: false,
    text: "This collides with something that exists already.",
  },
  "not-possible-now": {
    family: "user",
    transport: "PRECONDITION_FAILED",
    retry: false,
    text: "This is not possible in the present state.",
  },
  "graph-refused": {
    family: "user",
    transport: "UNPROCESSABLE_CONTENT",
    retry: false,
    text: "The strategy does not compile. The Problems panel says what to change.",
  },
  "data-missing": {
    family: "user",
    transport: "UNPROCESSABLE_CONTENT",
    retry: false,
    text: "The data set does not cover what the strategy needs.",
  },
  "too-many-requests": {
    family: "user",
    transport: "TOO_MANY_REQUESTS",
    retry: true,
    text: "Too many requests. Wait a moment and try again.",
  },
  cancelled: { family: "user", transport: "CLIENT_CLOSED_REQUEST", retry: false, text: "It was cancelled." },
  "timed-out": { family: "operational", transport: "TIMEOUT", retry: true, text: "It took too long and was stopped." },
  "lease-lost": {
    family: "operational",
    transport: "CONFLICT",
    retry: true,
    text: "Another worker has taken this over.",
  },
  "storage-full": {
    family: "operational",
    transport: "SERVICE_UNAVAILABLE",
    retry: false,
    text: "The disk is full. Nothing was kept; make room and try again.",
  },
  unavailable: {
    family: "operational",
    transport: "SERVICE_UNAVAILABLE",
    retry: true,
    text: "A part of the platform does not answer. Try again in a moment.",
  },
  internal: {
    family: "bug",
    transport: "INTERNAL_SERVER_ERROR",
    retry: false,
    text: "Something went wrong on our side. It was recorded with the request id.",
  },
} as const satisfies Record<string, ErrorCode>;

type ErrorCode = {
  readonly family: "user" | "operational" | "bug";
  readonly transport: string;
  readonly retry: boolean;
  readonly text: string;
};
export type AppErrorCode = keyof typeof errorCodes;
