import { storeDatabases } from '../store/__testUtils__/databases';
import {
  entityColumns,
  PLACEHOLDER,
  projectionWrite,
  START,
  SUBJECT,
} from '../store/__testUtils__/samples';
import { deliverNotices } from './publishSignals';

describe('deliverNotices', () => {
  const { ids, createStore } = storeDatabases();

  it.each(ids)(
    'keeps a notice until it is published, and publishes it then, %p',
    async id => {
      const { outbox, subjects, scorecards } = await createStore(id);
      await subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
      await subjects.claim(SUBJECT, { by: 'worker-1', now: START, leaseMs: 9 });
      await scorecards.write(projectionWrite());
      expect(await outbox.pending(9)).toHaveLength(1);

      const down = {
        publish: async () => {
          throw new Error('the bus is down');
        },
      };
      await expect(deliverNotices({ outbox, signals: down })).rejects.toThrow(
        'the bus is down',
      );
      expect(await outbox.pending(9)).toHaveLength(1);

      const published: unknown[] = [];
      const up = {
        publish: async ({ message }: { message: unknown }) => {
          published.push(message);
        },
      };
      await deliverNotices({ outbox, signals: up });
      await deliverNotices({ outbox, signals: up });
      expect(published).toEqual([
        { type: 'scorecard-changed', checklistId: SUBJECT.checklistId },
      ]);
      expect(await outbox.pending(9)).toEqual([]);
    },
  );
});
