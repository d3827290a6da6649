import type { Settings } from "@/graph-runtime/graph/settings.ts";

export type SettingsChange = { readonly [Key in keyof Settings]?: Settings[Key] | undefined };

export type SectionProps = {
  readonly settings: Settings;
  /** Puts these in place of those that are there; what is undefined is left out from then on. */
  readonly set: (change: SettingsChange) => void;
};
