/** One step of a fix: a change of the document at a JSON pointer. */
export type Patch =
  | { readonly op: "set"; readonly path: string; readonly value: unknown }
  | { readonly op: "remove"; readonly path: string }
  | { readonly op: "add"; readonly path: string; readonly value: unknown };

export type Fix = { readonly label: string; readonly patch: readonly Patch[] };

export type Severity = "error" | "warning" | "info";

/** What is wrong with a document, where, and what to do about it. Text says what was expected and what was found. */
export type Diagnostic = {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** JSON pointer into the document. */
  readonly path: string;
  readonly nodeId?: string;
  readonly portId?: string;
  readonly expected?: string;
  readonly received?: string;
  readonly fixes: readonly Fix[];
};

type Details = Partial<Omit<Diagnostic, "code" | "severity" | "message">>;

export function errorDiagnostic(code: string, message: string, details: Details = {}): Diagnostic {
  return { code, severity: "error", message, path: "", fixes: [], ...details };
}

export function warningDiagnostic(code: string, message: string, details: Details = {}): Diagnostic {
  return { code, severity: "warning", message, path: "", fixes: [], ...details };
}

export function infoDiagnostic(code: string, message: string, details: Details = {}): Diagnostic {
  return { code, severity: "info", message, path: "", fixes: [], ...details };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
