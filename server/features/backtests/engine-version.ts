/** Part of every result's identity. It is raised with each change of the engine that can move a number. */
export const engineVersion = "1";
