/**
 * The terminal that stages share. The first to claim it writes as it goes; what others have to say is kept and written in one piece
 * when they release theirs, so that lines of two stages do not mix.
 * @param {(text: string) => unknown} write
 */
export function createScreen(write = (text) => process.stdout.write(text)) {
  let isTaken = false;
  return {
    claim() {
      if (!isTaken) {
        isTaken = true;
        return {
          say: (line) => write(`${line}\n`),
          release() {
            isTaken = false;
          },
        };
      }
      const kept = [];
      return {
        say: (line) => kept.push(`${line}\n`),
        /** For the output of a tool, which would otherwise go to the terminal by itself. */
        onOutput: (chunk) => kept.push(chunk.toString()),
        release: () => write(kept.join("")),
      };
    },
  };
}
