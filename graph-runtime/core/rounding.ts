/** Slack that keeps 0.1 + 0.2 style residue from moving a value over a tick or lot border. */
const SLACK = 1e-9;

/** Rounds a quantity toward zero to a whole number of lots. */
export function roundToLot(quantity: number, lotSize: number): number {
  // most instruments trade in whole units, and dividing by one is the dearest part of this
  if (lotSize === 1) return Math.trunc(quantity + Math.sign(quantity) * SLACK * Math.max(1, Math.abs(quantity)));
  const lots = quantity / lotSize;
  const whole = Math.trunc(lots + Math.sign(lots) * SLACK * Math.max(1, Math.abs(lots)));
  return cleanMultiple(whole, lotSize);
}

/** Takes the dust of sums off a quantity that is a whole number of lots but for it. */
export function snapToLot(quantity: number, lotSize: number): number {
  if (lotSize === 1) {
    const whole = Math.round(quantity);
    return Math.abs(quantity - whole) <= 1e-6 ? whole : quantity;
  }
  const lots = quantity / lotSize;
  const nearest = Math.round(lots);
  return Math.abs(lots - nearest) <= 1e-6 ? cleanMultiple(nearest, lotSize) : quantity;
}

/** Rounds a price down to the tick. */
export function floorToTick(price: number, tickSize: number): number {
  const ticks = price / tickSize;
  return cleanMultiple(Math.floor(ticks + SLACK * Math.max(1, Math.abs(ticks))), tickSize);
}

/** Rounds a price up to the tick. */
export function ceilToTick(price: number, tickSize: number): number {
  const ticks = price / tickSize;
  return cleanMultiple(Math.ceil(ticks - SLACK * Math.max(1, Math.abs(ticks))), tickSize);
}

/** Multiplies by the inverse where the step is a decimal fraction, so that 3 x 0.1 is 0.3. */
function cleanMultiple(count: number, step: number): number {
  const inverse = Math.round(1 / step);
  if (inverse > 1 && Math.abs(inverse * step - 1) < 1e-12) return count / inverse;
  return count * step;
}
