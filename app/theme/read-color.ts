/** Returns a token's colour as rgb() for canvases, which cannot read CSS variables: readColor(element, "--color-profit"). */
export function readColor(host: Element, token: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  probe.style.display = "none";
  host.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}
