import { type Command, type CommandOutcome, UsageError } from "./command.ts";
import { backtestCommand } from "./commands/backtest.ts";
import { benchCommand } from "./commands/bench.ts";
import { compileCommand } from "./commands/compile.ts";
import { datasetsCommand } from "./commands/datasets.ts";
import { importCommand } from "./commands/import.ts";
import { kindsCommand } from "./commands/kinds.ts";
import { markCommand } from "./commands/mark.ts";
import { sweepCommand } from "./commands/sweep.ts";
import { traceCommand } from "./commands/trace.ts";
import { verifyRecordCommand } from "./commands/verify-record.ts";

const commands: readonly Command[] = [
  compileCommand,
  backtestCommand,
  sweepCommand,
  traceCommand,
  datasetsCommand,
  importCommand,
  markCommand,
  verifyRecordCommand,
  kindsCommand,
  benchCommand,
];

function usage(): string {
  const lines = commands.map(({ usage: line, summary }) => `  ${line}\n      ${summary}`);
  return `usage: quantloom <command>\n${lines.join("\n")}`;
}

async function main([name, ...parameters]: readonly string[]): Promise<void> {
  if (name === undefined || name === "help" || name === "--help") {
    console.log(usage());
    process.exitCode = name === undefined ? 2 : 0;
    return;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new UsageError(`there is no command "${name}"\n${usage()}`);
  if (parameters.includes("--help")) {
    console.log(`usage: quantloom ${command.usage}\n  ${command.summary}`);
    return;
  }
  print(await command.run(parameters));
}

function print({ output, messages, ok }: CommandOutcome): void {
  for (const message of messages) console.error(message);
  if (output !== "") process.stdout.write(output.endsWith("\n") ? output : `${output}\n`);
  if (!ok) process.exitCode = 1;
}

// a reader that closes the pipe early (head) is no failure
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
