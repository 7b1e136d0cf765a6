/** Words that have a letter or a digit. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
}

export function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
