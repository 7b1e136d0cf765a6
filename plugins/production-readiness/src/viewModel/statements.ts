import type {
  AttestationInput,
  AttestationTask,
  WaiverView,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** What is waited for, what ends soon, what stands, and what nothing waits for. */
export const TASK_GROUPS = ['waiting', 'ending', 'standing', 'rest'] as const;
export type TaskGroup = (typeof TASK_GROUPS)[number];

const GROUP_OF: Record<AttestationTask['state'], TaskGroup> = {
  missing: 'waiting',
  expired: 'waiting',
  lapsed: 'waiting',
  expiring: 'ending',
  current: 'standing',
  'not-wanted': 'rest',
};

/** Tells tasks apart: one person may state the same of several entities. */
export function taskKey(
  task: Pick<AttestationTask, 'about' | 'entityRef' | 'role' | 'kind'>,
): string {
  return [task.about, task.entityRef, task.role, task.kind].join('|');
}

/** Tasks by group, in the order in which they come. */
export function groupTasks(
  tasks: readonly AttestationTask[],
): Record<TaskGroup, AttestationTask[]> {
  const groups: Record<TaskGroup, AttestationTask[]> = {
    waiting: [],
    ending: [],
    standing: [],
    rest: [],
  };
  for (const task of tasks) groups[GROUP_OF[task.state]].push(task);
  return groups;
}

/** The tasks of a criterion on one entity; a document's attestation may be the whole's. */
export function tasksOn(
  tasks: readonly AttestationTask[],
  place: { about: string; entityRef: string },
): AttestationTask[] {
  return tasks.filter(
    task => task.about === place.about && task.entityRef === place.entityRef,
  );
}

/** Whether 'still true' makes sense: something was stated that may be said again. */
export function isRenewable(task: AttestationTask): boolean {
  return (
    task.may.allowed &&
    task.newest !== undefined &&
    task.newest.state !== 'withdrawn' &&
    task.newest.statement !== 'not-met' &&
    ['expiring', 'expired', 'lapsed'].includes(task.state)
  );
}

/** What the form says, for each of the chosen. */
export function toInputs(
  chosen: readonly AttestationTask[],
  form: { met: boolean; note: string; link: string },
): AttestationInput[] {
  const note = form.note.trim();
  const link = form.link.trim();
  return chosen.map(({ about, entityRef, role, kind }) => ({
    about,
    entityRef,
    role,
    statement: statementOf(kind, form.met),
    ...(note && { note }),
    ...(link && { link }),
  }));
}

function statementOf(kind: AttestationTask['kind'], met: boolean) {
  // Of a condition only one thing can be said.
  if (kind === 'condition') return 'not-in-use';
  return met ? 'met' : 'not-met';
}

/** 'Still true': what was said before, said again. */
export function toRenewal(task: AttestationTask): AttestationInput | undefined {
  const { about, entityRef, role, newest } = task;
  if (!newest) return undefined;
  return {
    about,
    entityRef,
    role,
    statement: newest.statement,
    renews: newest.id,
  };
}

/** Why a link cannot be evidence; undefined for none, and for one that can. */
export function isUsableLink(link: string): boolean {
  const text = link.trim();
  if (text === '') return true;
  try {
    return new URL(text).protocol === 'https:';
  } catch {
    return false;
  }
}

/** Waivers that concern an item or a criterion of it; those in force or asked for first. */
export function waiversOn(
  waivers: readonly WaiverView[],
  ids: readonly string[],
): WaiverView[] {
  const order: WaiverView['state'][] = [
    'requested',
    'approved',
    'expired',
    'refused',
    'revoked',
  ];
  return waivers
    .filter(({ about }) => ids.includes(about))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}
