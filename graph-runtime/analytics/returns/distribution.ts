/** One bin of the histogram of session returns: from <= return < to (the last bin includes its end). */
export type DistributionBin = { readonly from: number; readonly to: number; readonly count: number };
