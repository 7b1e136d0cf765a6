import type { RenderKind } from './params';
import type { RenderFact } from './RenderFact';
import { serviceFact } from './service';

export { kindOf, renderParams, type RenderParams } from './params';

/** The kinds of fact. */
export const FACTS: Record<RenderKind, RenderFact> = {
  service: serviceFact,
};
