import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import {
  compileChecklist,
  parseChecklist,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import { sampleChecklist } from '../checklists/__testUtils__/sampleChecklist';
import { storeDatabases } from '../store/__testUtils__/databases';
import {
  entityColumns,
  PLACEHOLDER,
  START,
  SUBJECT as KEY,
} from '../store/__testUtils__/samples';
import { kamiyoComponent, kamiyoSystem } from './__testUtils__/catalogEntities';
import { CollectorPool } from './CollectorPool';
import { planSubject } from './planSubject';
import { resolveSubject, type ResolvedSubject } from './resolveSubject';

/** As much of an entity as anything after this reads. */
function known({ subject, members }: ResolvedSubject) {
  return [subject, ...members].map(({ entity, ...rest }) => ({
    ...rest,
    kind: entity.kind,
    name: entity.metadata.name,
    type: entity.spec?.type,
    annotations: entity.metadata.annotations ?? {},
  }));
}

/** What the sample checklist wants of whom. */
function planOf(resolved: ResolvedSubject) {
  const { checklist, findings } = parseChecklist({
    entry: 'checklist.yaml',
    files: [{ name: 'checklist.yaml', text: sampleChecklist() }],
  });
  return planSubject({
    key: KEY,
    checklist: {
      checklist: checklist!,
      compiled: compileChecklist(checklist!),
      digest: 'digest',
      origin: 'test',
      loadedAt: START.toISOString(),
      findings,
    },
    resolved,
    pool: new CollectorPool({
      collectors: [],
      logger: mockServices.logger.mock(),
      now: () => START,
    }),
  });
}

describe('resolveSubject', () => {
  const { ids, createStore } = storeDatabases();
  const up = {
    getSubject: async () => ({
      subject: kamiyoSystem(),
      // The same type, and another kind than the target takes in.
      members: [
        { ...kamiyoComponent({ name: 'kamiyo-openapi' }), kind: 'API' },
        kamiyoComponent(),
      ],
    }),
  };
  const failing = (error: Error) => ({
    getSubject: async () => {
      throw error;
    },
  });

  /** A store that knows the subject from a run while the catalog answered. */
  async function afterRun(id: (typeof ids)[number]) {
    const { subjects, members } = await createStore(id);
    await subjects.ensure(KEY, entityColumns(), PLACEHOLDER, START);
    const seen = await resolveSubject({ key: KEY, catalog: up, members });
    await members.replace(KEY, planOf(seen).members, START);
    return { members, seen };
  }

  it.each(ids)(
    'has the members of the last run stand in as they were, %p',
    async id => {
      const { members, seen } = await afterRun(id);
      const stoodIn = await resolveSubject({
        key: KEY,
        catalog: failing(new Error('503')),
        members,
      });
      expect(stoodIn.problem).toBe('The catalog could not be read: 503');
      expect(known(stoodIn)).toEqual(known(seen));
      expect(known(stoodIn).map(({ kind }) => kind)).toEqual([
        'System',
        'API',
        'Component',
      ]);
    },
  );

  it.each(ids)(
    'sorts those that stand in into targets by their kind, %p',
    async id => {
      const { members, seen } = await afterRun(id);
      const stoodIn = await resolveSubject({
        key: KEY,
        catalog: failing(new Error('503')),
        members,
      });
      const plan = planOf(stoodIn);
      expect(plan.members.map(({ name, targets }) => [name, targets])).toEqual([
        ['kamiyo', ['system']],
        ['kamiyo-openapi', []],
        ['kamiyo-api', ['api']],
      ]);
      expect(plan).toEqual(planOf(seen));
    },
  );

  it.each(ids)('throws of one that is gone, %p', async id => {
    const { members } = await afterRun(id);
    const gone = { getSubject: async () => undefined };
    await expect(
      resolveSubject({ key: KEY, catalog: gone, members }),
    ).rejects.toThrow(NotFoundError);
  });

  it.each(ids)(
    'throws where the catalog fails before it ever answered, %p',
    async id => {
      const { members } = await createStore(id);
      await expect(
        resolveSubject({
          key: KEY,
          catalog: failing(new Error('503')),
          members,
        }),
      ).rejects.toThrow('503');
    },
  );
});
