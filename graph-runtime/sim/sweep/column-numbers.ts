import type { ProgramNode, Slot } from "../../compiler/program.ts";
import { canonicalJson } from "../../graph/canonical.ts";

/** What may follow in a node's inputs, and the node's number once they are all known. */
type Branch = { number: number; readonly next: Map<number, Branch> };

/** Nodes have no more outputs than this. */
const PORTS = 64;

/**
 * Gives equal nodes equal numbers: nodes of one kind and one set of parameters that read the same columns. A sweep asks for each node of
 * each point, so that a number is found by walking numbers; texts are made once for each set of parameters.
 */
export class ColumnNumbers {
  readonly #roots = new Map<string, Branch>();
  /** Parameters are the same objects from point to point. */
  readonly #known = new WeakMap<object, Branch>();
  readonly #fixed = new Map<string, number>();
  #count = 0;

  /** Returns the number of a column that no node writes. */
  ofFixed(name: string): number {
    let number = this.#fixed.get(name);
    if (number === undefined) {
      number = -1 - this.#fixed.size;
      this.#fixed.set(name, number);
    }
    return number;
  }

  /** Returns the number of a column that a node writes. */
  ofOutput(node: number, port: number): number {
    return node * PORTS + port;
  }

  /** Returns the number of a node, where `columns` are the numbers of what the slots hold. */
  ofNode(node: ProgramNode, columns: ReadonlyMap<Slot, number>): number {
    let branch: Branch | undefined = this.#known.get(node.params);
    if (branch === undefined) {
      branch = this.#root(`${node.definition.kind}@${node.definition.version}${canonicalJson(node.params)}`);
      this.#known.set(node.params, branch);
    }
    for (const port in node.inputs) {
      const step = columns.get(node.inputs[port]!)! * 2 + (node.connected[port] ? 1 : 0);
      let next: Branch | undefined = branch.next.get(step);
      if (next === undefined) {
        next = this.#branch();
        branch.next.set(step, next);
      }
      branch = next;
    }
    return branch.number;
  }

  #root(text: string): Branch {
    let root = this.#roots.get(text);
    if (root === undefined) {
      root = this.#branch();
      this.#roots.set(text, root);
    }
    return root;
  }

  #branch(): Branch {
    return { number: this.#count++, next: new Map() };
  }
}
