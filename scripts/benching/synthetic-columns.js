const names = ["time", "open", "high", "low", "close", "volume"];

/** Returns bars of a random walk in the binary form in which the server hands them to the studio. */
export function syntheticColumns({ count, minutes, seed = 7 }) {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const columns = Object.fromEntries(names.map((name) => [name, new Float64Array(count)]));
  const start = Date.UTC(2000, 0, 3);
  let price = 100;
  for (let bar = 0; bar < count; bar += 1) {
    const open = price;
    price = Math.max(1, price * (1 + (random() - 0.495) * 0.02));
    columns.time[bar] = start + bar * minutes * 60_000;
    columns.open[bar] = open;
    columns.close[bar] = price;
    columns.high[bar] = Math.max(open, price) * (1 + random() * 0.005);
    columns.low[bar] = Math.min(open, price) * (1 - random() * 0.005);
    columns.volume[bar] = Math.floor(random() * 1e6);
  }
  const bytes = Buffer.alloc(8 + names.length * count * 8);
  bytes.writeUInt32LE(count, 0);
  for (const [order, name] of names.entries()) bytes.set(new Uint8Array(columns[name].buffer), 8 + order * count * 8);
  return bytes;
}
