import { NotFoundError } from '@backstage/errors';
import type { ChecklistService, LoadedChecklist } from '../checklists/types';

/** The version in force; throws NotFoundError if there is none. */
export async function requireChecklist(
  checklists: ChecklistService,
  id: string,
): Promise<LoadedChecklist> {
  const checklist = await checklists.get(id);
  if (!checklist) throw new NotFoundError(`No checklist '${id}' is in force`);
  return checklist;
}
