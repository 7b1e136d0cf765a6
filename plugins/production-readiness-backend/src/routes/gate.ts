import type {
  AuthService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { scorecardReadPermission } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Router } from 'express';
import type { EntityReader } from '../createEntityReader';
import { commandViews, type ConnectedCollectors } from '../views/commands';
import type { PeopleConfig } from '../people/config';
import { resolveContacts } from '../views/contacts/resolveContacts';
import type { ScorecardFinder } from '../views/findScorecard';
import { toGateView } from '../views/gateView';
import type { PartsReader } from '../views/parts';
import { readerOf, scorecardRequestOf } from './requests';

export function mountGate(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    auth: AuthService;
    finder: ScorecardFinder;
    parts: PartsReader;
    people: PeopleConfig;
    entities: EntityReader;
    collectors: ConnectedCollectors;
  },
): void {
  const { httpAuth, auth, finder, parts, people, entities, collectors } =
    options;

  router.get('/scorecards/:kind/:namespace/:name/gate', async (req, res) => {
    const credentials = await readerOf(httpAuth, req);
    const found = await finder.find(scorecardRequestOf(req.params, req.query), {
      permission: scorecardReadPermission,
      credentials,
    });
    const read = await parts.read(found, await parts.readState(found));
    const subject = found.members.find(member => member.isSubject);
    const contacts = await resolveContacts({
      definitions: read.loaded.checklist.contacts,
      subject: {
        annotations: subject?.annotations ?? {},
        owner: found.row.owner,
      },
      config: people,
      entities,
      people: auth.isPrincipal(credentials, 'user'),
    });
    res.json(
      toGateView(read, {
        contacts,
        commands: commandViews(read, collectors),
        collectors,
      }),
    );
  });
}
