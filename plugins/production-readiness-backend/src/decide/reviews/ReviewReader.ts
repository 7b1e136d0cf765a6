import { NotFoundError } from '@backstage/errors';
import type { ChecklistService, LoadedChecklist } from '../../checklists/types';
import type {
  Standing,
  StoredCheck,
  StoredItem,
  StoredReview,
  StoredSignOff,
} from '../../store/reviewTypes';
import type { MemberRow, ScorecardRow, Store } from '../../store/types';

/** A review with everything that acts on it and its screen read. */
export interface ReadReview {
  review: StoredReview;
  /** The version that is pinned. */
  checklist: LoadedChecklist;
  /** Absent until the first evaluation after it was opened. */
  standing: Standing | undefined;
  signOffs: StoredSignOff[];
  items: StoredItem[];
  checks: StoredCheck[];
  /** The subject first. */
  members: MemberRow[];
  row: ScorecardRow | undefined;
}

export class ReviewReader {
  constructor(
    private readonly options: {
      store: Store;
      checklists: ChecklistService;
    },
  ) {}

  /** Throws NotFoundError where there is none. */
  async require(id: string): Promise<StoredReview> {
    const review = await this.options.store.reviews.get(id);
    if (!review) throw new NotFoundError(`There is no launch review '${id}'`);
    return review;
  }

  async read(review: StoredReview): Promise<ReadReview> {
    const { store } = this.options;
    const { id } = review;
    const [checklist, standing, signOffs, items, checks, members, row] =
      await Promise.all([
        this.versionOf(review),
        store.reviews.standing(id),
        store.reviews.signOffs(id),
        store.reviews.items(id),
        store.reviews.checks(id),
        store.members.list(review),
        store.scorecards.getRow(review),
      ]);
    return {
      review,
      checklist,
      standing,
      signOffs,
      items,
      checks,
      members,
      row,
    };
  }

  private async versionOf({
    checklistId,
    digest,
  }: StoredReview): Promise<LoadedChecklist> {
    const { checklists } = this.options;
    const current = await checklists.get(checklistId);
    if (current?.digest === digest) return current;
    const stored = await checklists.getVersion(checklistId, digest);
    if (!stored) {
      throw new Error(
        `Version ${digest} of checklist '${checklistId}' is not stored`,
      );
    }
    return stored;
  }
}
