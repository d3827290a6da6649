/** Inside a block, edges come from its inputs at this id and go to its outputs at the other. */
export const BLOCK_INPUTS = "_in";
export const BLOCK_OUTPUTS = "_out";
