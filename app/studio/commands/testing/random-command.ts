import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { canConnect } from "@/graph-runtime/nodes/connect.ts";
import { dissolveBlock } from "../../blocks/dissolve-block.ts";
import {
  addBlockPort,
  copyBlock,
  removeBlock,
  removeBlockPort,
  renameBlock,
  renameBlockPort,
} from "../../blocks/edit-block.ts";
import { makeBlock } from "../../blocks/make-block.ts";
import { isInterfaceNode, viewOf, withinScope } from "../../blocks/scope.ts";
import type { Kind } from "../../kinds/kind.ts";
import { insertKind } from "../../palette/insert-kind.ts";
import { definitionOf, portsOf } from "../../store/definitions.ts";
import { alignNodes, distributeNodes } from "../align-nodes.ts";
import { addNote, editNote, groupNodes, moveNote, removeNotes, renameGroup, ungroup } from "../annotate.ts";
import { addBend, moveBend, removeBend } from "../bend-edge.ts";
import { collapseGroup, collapseNodes } from "../collapse.ts";
import type { Command } from "../command.ts";
import { connect, disconnect, edgeId, reconnect } from "../connect.ts";
import { setBypassed, setLabel, setMuted, setParam } from "../edit-node.ts";
import { extractFragment, pasteFragment } from "../fragment.ts";
import { exposeParam, setKnob, unexposeParam } from "../knobs.ts";
import { moveNodes, nudgeNodes } from "../move-nodes.ts";
import { removeAndReconnect, removeItems } from "../remove-nodes.ts";
import { changeSettings, changeUniverse, renameStrategy } from "../settings.ts";

const largest = 60;

/** Returns one of the commands that a user can give, with arguments that may or may not fit the document. */
export function randomCommand(document: GraphDocument, kinds: readonly Kind[], random: () => number): Command {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const node = (): string => pick(document.nodes)?.id ?? "missing";
  const some = (): Set<string> => new Set(document.nodes.filter(() => random() < 0.2).map((item) => item.id));
  const place = () => ({ x: random() * 2000 - 500, y: random() * 1200 - 300 });
  const edge = (): string => {
    const found = pick(document.edges);
    return found === undefined ? "missing" : edgeId(found);
  };
  const kind = pick(kinds);
  const port = (id: string, side: "inputs" | "outputs"): string => {
    const item = document.nodes.find((candidate) => candidate.id === id);
    const definition = item === undefined ? undefined : definitionOf(item, document);
    return (definition === undefined ? undefined : pick(portsOf(definition)[side])?.id) ?? "missing";
  };
  const choices: (() => Command)[] = [
    () => removeItems(some(), new Set(random() < 0.5 ? [edge()] : [])),
    () => removeAndReconnect(some(), (present, from, to) => canConnect(present, from, to).allowed),
    () => moveNodes(new Map([...some()].map((id) => [id, place()]))),
    () => nudgeNodes([...some()], 8, -8),
    () =>
      alignNodes([...some()], pick(["left", "centre", "right", "top", "middle", "bottom"] as const) ?? "left", sizeOf),
    () => distributeNodes([...some()], random() < 0.5 ? "across" : "down", sizeOf),
    () => addBend(edge(), Math.floor(random() * 3), place()),
    () => moveBend(edge(), Math.floor(random() * 2), place()),
    () => removeBend(edge(), Math.floor(random() * 2)),
    () => setBypassed(some(), random() < 0.5),
    () => collapseNodes(some(), random() < 0.5),
    () => collapseGroup(pick(document.ui.groups)?.id ?? "missing", random() < 0.5),
    () => blockCommand(document, [...some()].slice(0, 4), random),
    () => disconnect(new Set([edge(), edge()])),
    () => setLabel(node(), random() < 0.3 ? "" : `Name ${Math.floor(random() * 9)}`),
    () => setMuted(some(), random() < 0.5),
    () => addNote({ id: `note-${Math.floor(random() * 1e9)}`, text: "x", x: 0, y: 0, width: 200, height: 80 }),
    () => editNote(pick(document.ui.notes)?.id ?? "missing", String(random())),
    () => moveNote(pick(document.ui.notes)?.id ?? "missing", place()),
    () => removeNotes(new Set(document.ui.notes.slice(0, 1).map((note) => note.id))),
    () => groupNodes(`group-${Math.floor(random() * 1e9)}`, "Group", [...some()]),
    () => renameGroup(pick(document.ui.groups)?.id ?? "missing", `Group ${random()}`),
    () => ungroup(new Set(document.ui.groups.slice(0, 1).map((group) => group.id))),
    () => renameStrategy(`Strategy ${Math.floor(random() * 5)}`),
    () => changeUniverse(random() < 0.5 ? ["GOOG"] : ["SPX", "AAPL"]),
    () => changeSettings("capital", (settings) => ({ ...settings, capital: 1000 + Math.floor(random() * 10) })),
    () => setKnob(pick(document.parameters)?.key ?? "missing", Math.floor(random() * 50)),
  ];
  const edits: (() => Command)[] = [
    () => {
      const from = node();
      const to = node();
      const ends = { from: { node: from, port: port(from, "outputs") }, to: { node: to, port: port(to, "inputs") } };
      if (!canConnect(document, ends.from, ends.to).allowed) return disconnect(new Set());
      return random() < 0.8 ? connect(ends.from, ends.to) : reconnect(edge(), ends.from, ends.to);
    },
    () => paramCommand(document, node(), random),
  ];
  if (document.nodes.length < largest && kind !== undefined) {
    choices.push(() => {
      const { command } = pasteFragment(document, extractFragment(document, some()), place(), random() < 0.5);
      return command;
    });
    for (let weight = 0; weight < 6; weight += 1) {
      choices.push(
        () =>
          insertKind(document, kind, {
            centre: place(),
            selection: [...some()].slice(0, 2),
            ...(random() < 0.3 ? { edge: edge() } : {}),
          }).command,
      );
    }
  }
  for (let weight = 0; weight < 5; weight += 1) choices.push(...edits);
  return (pick(choices) ?? (() => disconnect(new Set())))();
}

const sizeOf = () => ({ width: 216, height: 128 });

/** Makes, edits, copies, dissolves and removes blocks. */
function blockCommand(document: GraphDocument, chosen: readonly string[], random: () => number): Command {
  const nothing = disconnect(new Set());
  const blocks = document.blocks ?? [];
  const block = blocks[Math.floor(random() * blocks.length)];
  const node = document.nodes.find((candidate) => candidate.kind === `block.${block?.id}`);
  const dice = random();
  if (block === undefined || (dice < 0.3 && blocks.length < 12)) {
    const made = makeBlock(document, chosen, `Block ${Math.floor(random() * 5)}`);
    return "command" in made ? made.command : nothing;
  }
  const { version } = block;
  const side = random() < 0.5 ? "inputs" : "outputs";
  const port = block[side][0]?.id ?? "missing";
  if (dice < 0.4) return renameBlock(block.id, { title: `Named ${Math.floor(random() * 9)}` });
  if (dice < 0.5) return addBlockPort(block.id, side, { label: "Port", type: "number", version });
  if (dice < 0.55) return removeBlockPort(block.id, side, { id: port, version });
  if (dice < 0.6) return renameBlockPort(block.id, side, { id: port, label: "Named" });
  if (dice < 0.65) return removeBlock(block.id);
  if (node === undefined) return nothing;
  if (dice < 0.7) return copyBlock(document, node.id);
  if (dice < 0.8) return dissolveBlock(document, node.id)?.command ?? nothing;
  // An edit inside of the block, through the same way as the canvas takes.
  const scope = [{ node: node.id, block: block.id, version }];
  const inside = viewOf(document, scope);
  const inner = inside.nodes.filter((candidate) => !isInterfaceNode(candidate.id));
  const picked = inner[Math.floor(random() * inner.length)]?.id ?? "missing";
  const edits: readonly Command[] = [
    removeItems(new Set([picked])),
    setLabel(picked, `Inside ${Math.floor(random() * 9)}`),
    setMuted(new Set([picked]), random() < 0.5),
    nudgeNodes([picked], 8, 8),
    paramCommand(inside, picked, random),
  ];
  return withinScope(edits[Math.floor(random() * edits.length)] ?? nothing, scope);
}

function paramCommand(document: GraphDocument, id: string, random: () => number): Command {
  const node = document.nodes.find((candidate) => candidate.id === id);
  const definition = node === undefined ? undefined : definitionOf(node, document);
  const fields = definition === undefined ? [] : definition.fields;
  const field = fields[Math.floor(random() * fields.length)];
  if (field === undefined) return disconnect(new Set());
  const dice = random();
  if (
    dice < 0.15 &&
    (typeof field.defaultValue === "number" || typeof field.defaultValue === "boolean") &&
    typeof node?.params[field.key] !== "object"
  )
    return exposeParam(id, field, field.defaultValue);
  if (dice < 0.3) return unexposeParam(id, field.key);
  return setParam(id, field.key, random() < 0.2 ? undefined : Math.floor(random() * 100));
}
