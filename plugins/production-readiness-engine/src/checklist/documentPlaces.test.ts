import type { FactRequestDefinition } from '@production-readiness/backstage-plugin-production-readiness-common';
import { placeDocuments } from './documentPlaces';

const documents = {
  incident: {
    title: 'Incidents',
    role: 'security',
    globs: ['docs/incident.md'],
  },
  oncall: { title: 'On call', role: 'sre', globs: ['docs/on-call.md'] },
};

function fact(
  collector: string,
  params: FactRequestDefinition['params'],
): FactRequestDefinition {
  return { fact: `${collector}.x`, collector, key: 'x', for: ['api'], params };
}

describe('placeDocuments', () => {
  it.each([
    {
      name: 'document and fallbacks',
      fact: fact('doc', { document: 'incident', fallback: ['oncall'] }),
      places: { incident: ['docs/incident.md'], oncall: ['docs/on-call.md'] },
    },
    {
      name: 'a document that is not declared',
      fact: fact('doc', { document: 'unknown' }),
      places: {},
    },
    { name: 'a path', fact: fact('doc', { path: 'README.md' }), places: {} },
    {
      name: 'another collector',
      fact: fact('repo', { document: 'incident' }),
      places: undefined,
    },
  ])('fills in $name', ({ fact: definition, places }) => {
    placeDocuments([definition], documents);
    expect(definition.params.places).toEqual(places);
  });
});
