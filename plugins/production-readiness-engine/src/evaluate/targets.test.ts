import { compiled, entity, WEB } from '../testing/fixtures';
import type { EntityInput } from './input';
import { targetsOf } from './targets';

const { checklist } = compiled({
  targets: {
    subject: { title: 'Subject', subject: true, required: true },
    api: { title: 'API', kind: 'Component', type: ['service'] },
    jobs: { title: 'Jobs', kind: 'Component', type: ['worker', 'cron'] },
    worker: { title: 'Worker', kind: 'Component', type: ['worker'] },
    ledger: { title: 'Ledger', name: ['ledger'] },
    chosen: { title: 'Filled by the annotation alone' },
  },
});
const annotated = (target: string, rest: Partial<EntityInput> = {}) => ({
  ...entity('odd', { type: 'service', ...rest }),
  annotations: { 'production-readiness/target': target },
});

it.each<[string, EntityInput, string[]]>([
  ['by kind and type', entity('a', { type: 'service' }), ['api']],
  [
    'whatever the case of its kind',
    entity('a', { type: 'service', kind: 'component' }),
    ['api'],
  ],
  [
    'not where the kind is another',
    entity('a', { type: 'service', kind: 'API' }),
    [],
  ],
  ['not where it has no type', entity('a', { type: null }), []],
  ['by name', entity('ledger', { type: null, kind: 'Resource' }), ['ledger']],
  [
    'in the narrow one and the wider one around it',
    entity('a', { type: 'worker' }),
    ['jobs', 'worker'],
  ],
  [
    'by the annotation, whatever the selectors say',
    annotated('ledger'),
    ['ledger'],
  ],
  [
    'by the annotation in the wider ones too, not in narrower ones',
    annotated('worker'),
    ['jobs', 'worker'],
  ],
  ['in several', annotated('api, chosen'), ['api', 'chosen']],
  ['in none that is not there', annotated('nothing'), []],
  ['never as the subject, though annotated so', annotated('subject'), []],
])('1.3 sorts a member %s', (_, member, targets) => {
  expect(targetsOf(checklist, member, false)).toEqual(targets);
});

it.each<[string, EntityInput, string[]]>([
  ['its own target', WEB, ['subject']],
  ['its own and those that select it', annotated('api'), ['subject', 'api']],
])('1.3 keeps the subject in %s', (_, subject, targets) => {
  expect(targetsOf(checklist, subject, true)).toEqual(targets);
});
