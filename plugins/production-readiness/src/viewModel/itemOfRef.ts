/** The item that an id speaks of: a criterion's is `<item id>/<criterion>`, an item's its own. */
export function itemOfRef(ref: string): string {
  return ref.split('/')[0];
}
