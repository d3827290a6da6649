const number = (label: string) => ({ type: "number", label }) as const;

/** Inputs named after the columns of a bar, for kinds that read more than one of them. */
export const HIGH_LOW = { high: number("High"), low: number("Low") } as const;
export const HIGH_LOW_CLOSE = { ...HIGH_LOW, close: number("Close") } as const;
export const OPEN_HIGH_LOW_CLOSE = { open: number("Open"), ...HIGH_LOW_CLOSE } as const;
export const HIGH_LOW_CLOSE_VOLUME = { ...HIGH_LOW_CLOSE, volume: number("Volume") } as const;
