import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_CHECKLIST,
  type Checklist,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { ChecklistService, LoadedChecklist } from '../checklists/types';
import { inheritChecklists } from '../runs/inheritChecklists';
import { isSubject } from '../runs/scanCatalog';
import type { SubjectKey } from '../store/types';
import type { ScorecardRequest } from './findScorecard';

/** Says why there is no scorecard and what to do about it. */
export interface NotFoundExplainer {
  unknownEntity(entityRef: string): NotFoundError;
  notJudged(options: {
    request: ScorecardRequest;
    /** What does judge the entity, where another checklist or subject was asked for. */
    all: SubjectKey[];
    credentials: BackstageCredentials;
  }): Promise<NotFoundError>;
}

export function createNotFoundExplainer(options: {
  checklists: ChecklistService;
  catalog: CatalogService;
}): NotFoundExplainer {
  return {
    unknownEntity: entityRef =>
      withCode(
        'unknown-entity',
        `The catalog holds no ${entityRef} that you may see; check kind, namespace and name, or register it`,
      ),
    async notJudged({ request, all, credentials }) {
      if (all.length > 0) return judgedByOthers(request, all);
      const loaded = await options.checklists.listLoaded();
      const entity = await options.catalog.getEntityByRef(request.entityRef, {
        credentials,
      });
      const [named] = await inheritChecklists(entity ? [entity] : [], {
        getByRefs: async entityRefs => {
          const parents = await options.catalog.getEntitiesByRefs(
            { entityRefs },
            { credentials },
          );
          return parents.items.filter(parent => parent !== undefined);
        },
      });
      const judging = loaded.filter(
        ({ checklist }) => named && isSubject(checklist, named),
      );
      if (judging.length > 0) return notYetSeen(request, judging);
      const annotation = entity?.metadata.annotations?.[ANNOTATION_CHECKLIST];
      return withCode(
        'not-judged',
        [
          `No checklist judges ${request.entityRef}.`,
          annotation === undefined
            ? `It has no annotation ${ANNOTATION_CHECKLIST}.`
            : `Its annotation ${ANNOTATION_CHECKLIST} says '${annotation}'.`,
          `Tried: ${
            loaded.map(({ checklist }) => selectorOf(checklist)).join('; ') ||
            'nothing, no checklist is in force'
          }.`,
          'What was just made part of a launch unit is found within minutes.',
        ].join(' '),
      );
    },
  };
}

function notYetSeen(
  { entityRef }: ScorecardRequest,
  judging: LoadedChecklist[],
): NotFoundError {
  return withCode(
    'not-judged',
    `${judging
      .map(({ checklist }) => `'${checklist.id}'`)
      .join(
        ' and ',
      )} will judge ${entityRef}, which was not looked at yet; try again in a minute`,
  );
}

function judgedByOthers(
  { entityRef, checklist, subject }: ScorecardRequest,
  all: SubjectKey[],
): NotFoundError {
  const asked = [
    ...(checklist === undefined ? [] : [`checklist '${checklist}'`]),
    ...(subject === undefined ? [] : [`launch unit '${subject}'`]),
  ].join(' and ');
  return withCode(
    'not-judged',
    `${entityRef} is not judged by ${asked || 'a checklist'}. It is by: ${all
      .map(key => `'${key.checklistId}' as part of ${key.subjectRef}`)
      .join('; ')}`,
  );
}

/** In words, which entities a checklist judges. */
function selectorOf({ id, subject }: Checklist): string {
  const types = subject.type?.length
    ? ` of type ${subject.type.join(' or ')}`
    : '';
  const annotated = `annotated ${ANNOTATION_CHECKLIST}: ${id}`;
  const which = subject.byDefault
    ? `without that annotation, or ${annotated}`
    : annotated;
  return `'${id}' judges each ${subject.kind}${types} ${which}, and what is part of it`;
}

/** The code is in the answer's body: screens tell the cases apart by it. */
function withCode(
  code: 'unknown-entity' | 'not-judged',
  message: string,
): NotFoundError {
  return Object.assign(new NotFoundError(message), { code });
}
