/** Numbers that depend on nothing but their arguments, so that any process finds the same market. Plain arithmetic only. */
export type Noise = {
  /** A number of [0, 1). */
  unit(stream: number, index: number): number;
  /** Mean 0, deviation 1, never beyond 3.5. */
  bell(stream: number, index: number): number;
};

export function seededNoise(seed: number): Noise {
  const unit = (stream: number, index: number): number =>
    (mix(mix(mix(seed | 0, stream), index | 0), 0x2545f491) >>> 0) / 4_294_967_296;
  const bell = (stream: number, index: number): number => {
    const at = 4 * index;
    // the sum of four uniform numbers has variance 1/3
    return (unit(stream, at) + unit(stream, at + 1) + unit(stream, at + 2) + unit(stream, at + 3) - 2) * Math.sqrt(3);
  };
  return { unit, bell };
}

function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

export function roundToCent(price: number): number {
  return Math.max(0.01, Math.round(price * 100) / 100);
}
