import { storeDatabases } from './__testUtils__/databases';
import { START, SUBJECT } from './__testUtils__/samples';

describe('ReminderStore', () => {
  const { ids, createStore } = storeDatabases();

  it.each(ids)(
    'reminds once, however many do it at once, and not of what came before, %p',
    async id => {
      const store = await createStore(id);
      const remind = (reminder: string, instead?: string[]) =>
        store.reminders.remind({
          about: 'waiver:1',
          reminder,
          instead,
          notice: {
            ...SUBJECT,
            kind: 'waiver-ending',
            payload: { waiverId: '1' },
          },
          now: START,
        });
      expect(await store.reminders.isGiven('waiver:1', '1d')).toBe(false);
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => remind('1d', ['14d'])),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await remind('14d')).toBe(false);
      expect(await store.reminders.isGiven('waiver:1', '14d')).toBe(true);
      expect(await store.outbox.pending(9)).toHaveLength(1);
    },
  );
});
