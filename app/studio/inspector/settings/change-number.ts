/** Returns a settings object with one number changed, or without it where there is no value. */
export function changeNumber<Of extends object, Key extends keyof Of>(
  of: Of,
  key: Key,
  value: Of[Key] | undefined,
): Of {
  if (value !== undefined) return { ...of, [key]: value };
  const { [key]: _, ...rest } = of;
  return rest as Of;
}
