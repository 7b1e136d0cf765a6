/** An alert of Prometheus by its name and, if one name has several rules, their labels. */
export interface AlertMatch {
  name: string;
  labels: Record<string, string>;
}

const MATCH = /^([^{}]+?)\s*(?:\{(.*)\})?$/s;
const PAIR = /^\s*([a-zA-Z_]\w*)\s*=\s*"([^"\\]*)"\s*$/;

/** Reads `HighErrorRate` or `HighErrorRate{severity="critical"}`; throws on anything else. */
export function readAlertMatch(text: string): AlertMatch {
  const [, name, inner] = MATCH.exec(text.trim()) ?? [];
  if (!name) throw unreadable(text);
  const pairs = inner?.trim() ? inner.split(',') : [];
  const labels = pairs.map(pair => {
    const [, label, value] = PAIR.exec(pair) ?? [];
    if (!label) throw unreadable(text);
    return [label, value];
  });
  return { name: name.trim(), labels: Object.fromEntries(labels) };
}

function unreadable(text: string): Error {
  return new Error(
    `'${text}' is no alert of Prometheus; write its name, as HighErrorRate or HighErrorRate{severity="critical"}`,
  );
}
