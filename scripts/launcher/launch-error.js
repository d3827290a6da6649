/** A problem that the operator can solve: what is wrong in one sentence, then what to do. Printed without a stack. */
export class LaunchError extends Error {
  constructor(problem, whatToDo, detail = "") {
    super(problem);
    this.name = "LaunchError";
    this.whatToDo = whatToDo;
    this.detail = detail;
  }
}

/** Returns the lines to print for any error that ended the launcher. */
export function describeError(error) {
  if (error instanceof LaunchError) {
    return [
      `\n✗ ${error.message}`,
      ...(error.detail === "" ? [] : [indent(error.detail)]),
      `  ${error.whatToDo}\n`,
    ].join("\n");
  }
  if (error?.code === "ENOSPC") {
    return "\n✗ The disk is full.\n  Free some space and start again; the data kept so far is safe.\n";
  }
  if (error?.code === "EACCES" || error?.code === "EPERM") {
    return `\n✗ Permission denied: ${error.path ?? error.message}\n  Start as the user who owns this folder, or correct its owner.\n`;
  }
  return `\n✗ ${error?.stack ?? error}\n`;
}

function indent(text) {
  return text
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}
