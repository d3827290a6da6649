/** Puts each result of a peer beside ours of the same workload. `times` is how many times as fast ours is. */
export function comparePeers(ours, peers) {
  return peers.map((peer) => {
    const own = ours.find(({ id }) => id === peer.id);
    const unit = peer.backtestsPerSecond === undefined ? "barsPerSecond" : "backtestsPerSecond";
    return {
      id: peer.id,
      peer: peer.peer,
      unit,
      theirs: peer[unit],
      ours: own[unit],
      times: own[unit] / peer[unit],
      theirMegabytes: Math.round(peer.peakMemoryMegabytes),
      ourMegabytes: own.peakMemoryMegabytes,
    };
  });
}

/** One line for each comparison. */
export function describeComparison(comparison) {
  return comparison.map(({ id, peer, unit, theirs, ours, times, theirMegabytes, ourMegabytes }) => {
    const what = unit === "barsPerSecond" ? "bars/s" : "backtests/s";
    const number = (value) => Math.round(value).toLocaleString("en");
    return `${id}  ${peer.padEnd(12)} ${number(theirs).padStart(12)} ${what}, ours ${number(ours).padStart(12)}: ${times.toFixed(1)} times as fast; memory ${theirMegabytes} MB, ours ${ourMegabytes} MB`;
  });
}
