/** How one parameter of a node is edited: read from the zod schema of its kind. */
export type ParamField = {
  readonly key: string;
  readonly label: string;
  readonly unit?: string;
  readonly primary: boolean;
  readonly defaultValue: unknown;
  readonly control: ParamControl;
  /** Shown only while every other parameter named here has one of these values. */
  readonly shownWhen?: Readonly<Record<string, readonly unknown[]>>;
};

export type ParamControl =
  | {
      readonly kind: "number";
      readonly integer: boolean;
      readonly min?: number;
      readonly max?: number;
      readonly step: number;
      readonly slider: boolean;
    }
  | {
      readonly kind: "choice";
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly segmented: boolean;
    }
  | { readonly kind: "switch" }
  | { readonly kind: "text"; readonly maxLength?: number; readonly multiline: boolean };

/** Returns the at most two parameters that are edited on the node itself. */
export function primaryFields(fields: readonly ParamField[]): readonly ParamField[] {
  return fields.filter((field) => field.primary).slice(0, 2);
}

export function isShown(field: ParamField, params: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(field.shownWhen ?? {}).every(([key, values]) => values.includes(params[key]));
}
