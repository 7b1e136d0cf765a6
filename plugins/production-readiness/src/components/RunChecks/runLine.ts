import type { RunState } from '../../hooks/useRun';
import type { Text } from '../../text';

/** What to say of a run in one line, with how far it is (0 to 100) where that is known. */
export function runLine(
  state: Pick<RunState, 'run' | 'busy' | 'error'>,
  t: Text,
): { text: string; percent?: number } | null {
  const { run, busy, error } = state;
  if (error) return { text: errorText(error, t) };
  if (!run) return busy ? { text: t('run.starting') } : null;
  switch (run.state) {
    case 'queued':
      return { text: t('run.queued') };
    case 'running':
      return {
        text: t('run.running', {
          done: String(run.progress.done),
          total: String(run.progress.total),
        }),
        percent: run.progress.total
          ? (100 * run.progress.done) / run.progress.total
          : undefined,
      };
    case 'failed':
      return {
        text: [t('run.failed'), ...run.problems.slice(0, 1)].join(': '),
      };
    default:
      if (busy) return { text: t('run.starting') };
      return run.problems.length
        ? { text: t('run.problems', { count: run.problems.length }) }
        : null;
  }
}

function errorText(error: NonNullable<RunState['error']>, t: Text): string {
  return error.at === 'start'
    ? t('run.startFailed', { message: error.message })
    : t('run.pollFailed', { message: error.message });
}
