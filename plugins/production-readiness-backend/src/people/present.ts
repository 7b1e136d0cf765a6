/** Null for nothing, and for what a checklist prints to be filled in, such as `[Name]`. */
export function present(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const trimmed = text.trim();
  return trimmed === '' || /^\[.*\]$/.test(trimmed) ? null : trimmed;
}
