import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { type Position, snap } from "./add-node.ts";
import type { Command } from "./command.ts";

type Note = GraphDocument["ui"]["notes"][number];
type Group = GraphDocument["ui"]["groups"][number];

export function addNote(note: Note): Command {
  return { label: "Add note", apply: (document) => withNotes(document, [...document.ui.notes, note]) };
}

export function editNote(id: string, text: string): Command {
  return {
    label: "Edit note",
    mergeKey: `note:${id}`,
    apply: (document) => changeNote(document, id, (note) => (note.text === text ? note : { ...note, text })),
  };
}

export function moveNote(id: string, position: Position): Command {
  const { x, y } = snap(position);
  return {
    label: "Move note",
    apply: (document) => changeNote(document, id, (note) => (note.x === x && note.y === y ? note : { ...note, x, y })),
  };
}

export function resizeNote(id: string, size: { readonly width: number; readonly height: number }): Command {
  return {
    label: "Resize note",
    apply: (document) => changeNote(document, id, (note) => ({ ...note, width: size.width, height: size.height })),
  };
}

export function removeNotes(ids: ReadonlySet<string>): Command {
  return {
    label: "Delete note",
    apply: (document) => {
      const notes = document.ui.notes.filter((note) => !ids.has(note.id));
      return notes.length === document.ui.notes.length ? document : withNotes(document, notes);
    },
  };
}

/** Frames nodes under a title. A node is in at most one frame. */
export function groupNodes(id: string, title: string, nodes: readonly string[]): Command {
  return {
    label: "Group",
    apply: (document) => {
      const members = document.nodes.map((node) => node.id).filter((node) => nodes.includes(node));
      if (members.length === 0 || document.ui.groups.some((group) => group.id === id)) return document;
      const others = document.ui.groups
        .map((group) => ({ ...group, nodes: group.nodes.filter((node) => !members.includes(node)) }))
        .filter((group) => group.nodes.length > 0);
      return withGroups(document, [...others, { id, title, nodes: members }]);
    },
  };
}

export function renameGroup(id: string, title: string): Command {
  return {
    label: "Rename group",
    mergeKey: `group:${id}`,
    apply: (document) =>
      document.ui.groups.some((group) => group.id === id && group.title !== title)
        ? withGroups(
            document,
            document.ui.groups.map((group) => (group.id === id ? { ...group, title } : group)),
          )
        : document,
  };
}

export function ungroup(ids: ReadonlySet<string>): Command {
  return {
    label: "Ungroup",
    apply: (document) => {
      const groups = document.ui.groups.filter((group) => !ids.has(group.id));
      return groups.length === document.ui.groups.length ? document : withGroups(document, groups);
    },
  };
}

function changeNote(document: GraphDocument, id: string, edit: (note: Note) => Note): GraphDocument {
  const index = document.ui.notes.findIndex((note) => note.id === id);
  const note = document.ui.notes[index];
  if (note === undefined) return document;
  const edited = edit(note);
  return edited === note ? document : withNotes(document, document.ui.notes.with(index, edited));
}

function withNotes(document: GraphDocument, notes: Note[]): GraphDocument {
  return { ...document, ui: { ...document.ui, notes } };
}

function withGroups(document: GraphDocument, groups: Group[]): GraphDocument {
  return { ...document, ui: { ...document.ui, groups } };
}
