import { createContext, useContext } from "react";

export type Detail = "full" | "ports" | "blocks" | "groups";

/** All of a node; its title and ports; a block of its colour with its icon and name; of a group no more than its frame. */
export function detailAt(zoom: number): Detail {
  if (zoom >= 0.7) return "full";
  if (zoom >= 0.4) return "ports";
  return zoom >= 0.2 ? "blocks" : "groups";
}

/** From afar a node is a block: neither its ports nor its words could be read. */
export function isFar(detail: Detail): boolean {
  return detail === "blocks" || detail === "groups";
}

export const FarContext = createContext(false);

/** Returns whether the nodes are seen from afar, and drawn without ports and words. */
export function useIsFar(): boolean {
  return useContext(FarContext);
}
