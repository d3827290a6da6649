/** Returns a printer of named steps: quick steps print one line when done, slow ones show that they are still at work. */
export function createProgress(output = process.stdout) {
  const isTerminal = output.isTTY === true;
  return {
    /** Runs `work` under a title and returns its result. `work` may return a string to be shown behind the title. */
    async step(title, work) {
      const started = performance.now();
      const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
      const ticking = setInterval(
        () => {
          if (isTerminal) output.write(`\r\u001b[2K… ${title} (${seconds()} s)`);
          else output.write(`… ${title} (${seconds()} s)\n`);
        },
        isTerminal ? 200 : 10_000,
      );
      try {
        const result = await work();
        if (isTerminal) output.write("\r\u001b[2K");
        const note = typeof result === "string" ? `: ${result}` : "";
        output.write(`✓ ${title}${note} (${seconds()} s)\n`);
        return result;
      } catch (error) {
        if (isTerminal) output.write("\r\u001b[2K");
        throw error;
      } finally {
        clearInterval(ticking);
      }
    },
    note(text) {
      if (isTerminal) output.write("\r\u001b[2K");
      output.write(`${text}\n`);
    },
  };
}
