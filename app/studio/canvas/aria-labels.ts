/** What screen readers hear on the canvas; the outline is the full editor for them. */
export const ariaLabels = {
  "node.a11yDescription.default":
    "Press Enter to select the node. The outline view edits the same strategy without a pointer.",
  "node.a11yDescription.keyboardDisabled": "The outline view edits the same strategy without a pointer.",
  "edge.a11yDescription.default": "Press Enter to select the edge, then Delete to remove it.",
  "controls.ariaLabel": "Canvas controls",
  "minimap.ariaLabel": "Map of the graph",
};
