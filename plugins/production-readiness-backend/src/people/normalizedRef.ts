import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** In lower case, as refs are compared; what names no kind is a group. */
export function normalizedRef(ref: string): string {
  return stringifyEntityRef(parseEntityRef(ref, { defaultKind: 'group' }));
}
