/** What a command leaves: text for stdout, messages for stderr, and whether it succeeded. */
export type CommandOutcome = { readonly output: string; readonly messages: readonly string[]; readonly ok: boolean };

export type Command = {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly run: (parameters: readonly string[]) => CommandOutcome | Promise<CommandOutcome>;
};

/** Wrong use of the command line: exit code 2, the text on stderr. */
export class UsageError extends Error {}
