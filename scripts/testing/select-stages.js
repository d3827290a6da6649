/** Returns the stages that the command line asks for: `--only a,b` or `--from a`. Throws on a name that is none. */
export function selectStages(stages, parameters) {
  const names = stages.map((stage) => stage.name);
  const optionValue = (flag) => {
    const at = parameters.findIndex((one) => one === flag || one.startsWith(`${flag}=`));
    if (at < 0) return undefined;
    return parameters[at].includes("=") ? parameters[at].slice(flag.length + 1) : (parameters[at + 1] ?? "");
  };
  const requireKnown = (name) => {
    if (names.includes(name)) return name;
    throw new Error(`There is no stage "${name}". The stages are: ${names.join(", ")}`);
  };
  for (const one of parameters) {
    if (one.startsWith("--") && !/^--(only|from)(=|$)/.test(one)) {
      throw new Error(`Unknown option ${one}. Known are --only <stage,...> and --from <stage>.`);
    }
  }
  const only = optionValue("--only");
  if (only !== undefined) {
    const wanted = only.split(",").map((name) => requireKnown(name.trim()));
    return stages.filter((stage) => wanted.includes(stage.name));
  }
  const from = optionValue("--from");
  return from === undefined ? stages : stages.slice(names.indexOf(requireKnown(from)));
}
