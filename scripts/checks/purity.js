import typescript from "typescript";

// IEEE 754 and the language promise the same bits everywhere for + - * / and for these; Node and Chromium were seen to
// differ in Math.pow, `**`, Math.sin and Math.cos. Everything else comes from graph-runtime/core/math.
const exactMath = new Set([
  ..."abs ceil clz32 floor fround imul max min round sign sqrt trunc".split(" "),
  ..."E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2".split(" "),
]);
const ambient = new Map([
  [
    "Date",
    "graph-runtime has no clock: take epoch milliseconds as an argument and use graph-runtime/core for calendar maths.",
  ],
  ["Intl", "graph-runtime gives the same result everywhere: format in app/ instead."],
  ["WebAssembly", "graph-runtime is plain TypeScript."],
  ["Function", "no generated source: it would need unsafe-eval in the browser."],
  ["eval", "no generated source: it would need unsafe-eval in the browser."],
]);
const localeMethods = new Set(["toLocaleString", "localeCompare", "toLocaleUpperCase", "toLocaleLowerCase"]);

/** Returns every impure use in one graph-runtime file as { line, message }. */
export function findImpurities(path, text) {
  const source = typescript.createSourceFile(path, text, typescript.ScriptTarget.ES2023, true);
  const found = [];
  const report = (node, message) => {
    found.push({ line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, message });
  };

  function visitIdentifier(node) {
    const { parent } = node;
    const isMemberName =
      (typescript.isPropertyAccessExpression(parent) && parent.name === node) ||
      (typescript.isPropertyAssignment(parent) && parent.name === node) ||
      typescript.isPropertySignature(parent) ||
      typescript.isImportSpecifier(parent) ||
      typescript.isTypeReferenceNode(parent);
    if (isMemberName) return;
    if (node.text === "Math") {
      const member = typescript.isPropertyAccessExpression(parent) ? parent.name.text : undefined;
      if (member === undefined) {
        report(node, "write Math.floor and the like in full: the check cannot follow an alias of Math.");
      } else if (member === "random") {
        report(node, "Math.random is not repeatable: take a seeded generator of graph-runtime/core as an argument.");
      } else if (!exactMath.has(member)) {
        report(node, `Math.${member} returns different bits in different engines: use graph-runtime/core/math.`);
      }
    }
    const message = ambient.get(node.text);
    if (message !== undefined) report(node, `${node.text}: ${message}`);
  }

  function visit(node) {
    if (typescript.isBinaryExpression(node)) {
      const { kind } = node.operatorToken;
      if (
        kind === typescript.SyntaxKind.AsteriskAsteriskToken ||
        kind === typescript.SyntaxKind.AsteriskAsteriskEqualsToken
      ) {
        report(node.operatorToken, "`**` returns different bits in different engines: use graph-runtime/core/math.");
      }
    }
    if (typescript.isPropertyAccessExpression(node) && localeMethods.has(node.name.text)) {
      report(node.name, `${node.name.text} depends on the machine's locale: compare or format without it.`);
    }
    if (typescript.isIdentifier(node)) visitIdentifier(node);
    typescript.forEachChild(node, visit);
  }
  visit(source);
  return found;
}
