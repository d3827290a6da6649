/** Names a node of the strategy, or of one of its blocks. */
export function summaryKey(block: string | null, nodeId: string): string {
  return block === null ? nodeId : `${block}/${nodeId}`;
}
