import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RunService } from '../runs/types';
import { createAnswerCache, type Answer } from './answerCache';
import type { ConnectedCollectors } from './commands';
import type { FoundScorecard, ScorecardFinder } from './findScorecard';
import type { PartsReader } from './parts';
import { toScorecardView } from './scorecardView';

/** What is answered of scorecards. */
export interface ScorecardAnswers {
  answer(found: FoundScorecard, options: { full: boolean }): Promise<Answer>;
}

/**
 * Answers of scorecards, each put together once. That of a launch unit, for
 * readers who may see all of it, is put together as its run ends: its page is
 * what people wait for.
 */
export function createScorecardAnswers(options: {
  finder: ScorecardFinder;
  parts: PartsReader;
  collectors: ConnectedCollectors;
  runs: Pick<RunService, 'subscribe'>;
  logger: LoggerService;
}): ScorecardAnswers {
  const { finder, parts, collectors, runs, logger } = options;
  const answers = createAnswerCache();
  const scorecards: ScorecardAnswers = {
    async answer(found, { full }) {
      const state = await parts.readState(found);
      return answers.get({ found, state, full }, async () =>
        toScorecardView(await parts.read(found, state), { collectors, full }),
      );
    },
  };
  runs.subscribe(event => {
    if (event.type !== 'scorecard') return;
    const { subjectRef, checklistId } = event;
    finder
      .findOpen({ subjectRef, checklistId })
      .then(found => found && scorecards.answer(found, { full: false }))
      // A reader will be told what is wrong; nobody waits for this.
      .catch(error => logger.debug(`No answer was prepared: ${error}`));
  });
  return scorecards;
}
