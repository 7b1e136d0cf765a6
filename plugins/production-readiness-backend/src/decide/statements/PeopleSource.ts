import type { Knex } from 'knex';
import type {
  EvaluationInputs,
  EvaluationInputSource,
  InputsWanted,
  Store,
  SubjectKey,
} from '../../store/types';

/** What people state and except, beside what CI reports. */
export class PeopleSource implements EvaluationInputSource {
  constructor(
    private readonly options: {
      store: Pick<Store, 'attestations' | 'waivers'>;
      reports: EvaluationInputSource;
    },
  ) {}

  async read(
    key: SubjectKey,
    wanted: InputsWanted,
    tx: Knex,
  ): Promise<EvaluationInputs> {
    const { store, reports } = this.options;
    const inputs = await reports.read(key, wanted, tx);
    const newest = await store.attestations.listNewest(
      key.checklistId,
      wanted.entities.map(({ input }) => input.ref),
      tx,
    );
    const approved = await store.waivers.listApproved(key, tx);
    return {
      ...inputs,
      attestations: [
        ...inputs.attestations,
        ...newest
          .filter(({ withdrawn }) => withdrawn === null)
          .map(
            ({
              withdrawn: _withdrawn,
              superseded: _superseded,
              checklistId: _checklistId,
              subjectRef: _subjectRef,
              ...attestation
            }) => attestation,
          ),
      ],
      waivers: [
        ...inputs.waivers,
        ...approved.map(
          ({
            id,
            about,
            entityRef,
            reason,
            requestedBy,
            expiresAt,
            settled,
          }) => ({
            id,
            about,
            ...(entityRef === null ? {} : { entityRef }),
            reason,
            requestedBy,
            approvedBy: settled!.by,
            approvedAt: settled!.at,
            expiresAt,
          }),
        ),
      ],
    };
  }
}
