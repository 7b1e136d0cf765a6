import type { Checklist } from '@production-readiness/backstage-plugin-production-readiness-common';
import { sourceViews } from './sourceViews';

const fact = (collector: string) => ({
  fact: `${collector}.x`,
  collector,
  key: 'x',
  for: ['api'],
  params: {},
});
const checklist = {
  sources: {
    render: { title: 'Render', config: 'render: {}' },
    github: { title: 'GitHub', config: 'github: {}' },
  },
  collect: ['render', 'http', 'other'].map(fact),
  reports: { junit: { title: 'JUnit test report' } },
} as unknown as Checklist;
const titles = new Map([
  ['github', { title: 'Collector of GitHub' }],
  ['http', { title: 'Web requests' }],
]);

describe('sources', () => {
  it('have a title, and configuration only where something reads it', () => {
    expect(sourceViews(checklist, titles)).toEqual({
      render: {
        title: 'Render',
        installed: false,
        hint: 'No collector for Render is installed in this Backstage',
      },
      github: { title: 'GitHub', installed: true, config: 'github: {}' },
      http: { title: 'Web requests', installed: true },
      'report:junit': { title: 'JUnit test report', installed: true },
      other: {
        title: 'other',
        installed: false,
        hint: 'No collector for other is installed in this Backstage',
      },
    });
  });
});
