import {
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_HAS_MEMBER,
  RELATION_MEMBER_OF,
  RELATION_PARENT_OF,
} from '@backstage/catalog-model';
import { LRUCache } from 'lru-cache';
import type { EntityReader } from '../createEntityReader';
import { normalizedRef } from './normalizedRef';

/** A person who was put into a group, or taken out, is seen within this time (semantics 6.1). */
const REMEMBERED_MS = 60_000;
/** Groups in groups in groups: a catalog that nests deeper is taken as far as this. */
const MAX_DEPTH = 20;

const RELATIONS = {
  under: [RELATION_HAS_MEMBER, RELATION_PARENT_OF],
  over: [RELATION_MEMBER_OF, RELATION_CHILD_OF],
};

type Direction = keyof typeof RELATIONS;

/** Groups in groups and the people in them, as the catalog has them; remembered for a minute. */
export class GroupTree {
  private readonly known: LRUCache<string, Promise<ReadonlySet<string>>>;

  constructor(
    private readonly options: { entities: EntityReader; now: () => Date },
  ) {
    this.known = new LRUCache({
      max: 5_000,
      ttl: REMEMBERED_MS,
      // By the plugin's clock, so that tests have minutes pass at once.
      perf: { now: () => options.now().getTime() },
      ttlResolution: 0,
    });
  }

  /** A group, the groups under it and the users in all of them; of a user themselves. */
  under(ref: string): Promise<ReadonlySet<string>> {
    return this.reached('under', ref);
  }

  /** A user or group and every group that it is in, nested. */
  over(ref: string): Promise<ReadonlySet<string>> {
    return this.reached('over', ref);
  }

  private reached(
    direction: Direction,
    ref: string,
  ): Promise<ReadonlySet<string>> {
    const key = `${direction} ${ref}`;
    const known = this.known.get(key);
    if (known) return known;
    const reading = this.read(direction, ref);
    this.known.set(key, reading);
    // What could not be read is asked for again.
    reading.catch(() => this.known.delete(key));
    return reading;
  }

  private async read(direction: Direction, ref: string) {
    const seen = new Set<string>([ref]);
    let level = [ref];
    for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
      const asked =
        // Nobody is in a user.
        direction === 'under' ? level.filter(each => !isUser(each)) : level;
      const entities = await this.options.entities.getEntitiesByRefs(asked);
      level = entities
        .flatMap(entity => entity?.relations ?? [])
        .filter(({ type }) => RELATIONS[direction].includes(type))
        .map(({ targetRef }) => normalizedRef(targetRef))
        .filter(next => !seen.has(next) && seen.add(next));
    }
    return seen;
  }
}

export function isUser(ref: string): boolean {
  return parseEntityRef(ref).kind === 'user';
}
