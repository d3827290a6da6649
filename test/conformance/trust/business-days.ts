const DAY = 86_400_000;

/** Returns the open times of `count` daily bars on weekdays from 2019-01-01, a Tuesday. */
export function weekdays(count: number): number[] {
  const times: number[] = [];
  for (let day = Date.UTC(2019, 0, 1) / DAY; times.length < count; day++) {
    const weekday = (day + 4) % 7;
    if (weekday !== 0 && weekday !== 6) times.push(day * DAY);
  }
  return times;
}

/** Returns equity from 100,000 that has the given session returns. */
export function equityOf(returns: readonly number[]): number[] {
  const equity = [100_000];
  for (const value of returns) equity.push((equity[equity.length - 1] as number) * (1 + value));
  return equity;
}
