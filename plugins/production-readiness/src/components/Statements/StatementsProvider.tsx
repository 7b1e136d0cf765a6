import { useApi } from '@backstage/core-plugin-api';
import type {
  AttestationTask,
  ScorecardView,
  WaiverView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useState, type ReactNode } from 'react';
import { messageOf } from '../../api/failure';
import { productionReadinessApiRef } from '../../api/productionReadinessApiRef';
import { useAttestations } from '../../hooks/useAttestations';
import { useTell } from '../../hooks/useTell';
import { useWaivers } from '../../hooks/useWaivers';
import { useText } from '../../text';
import { toRenewal } from '../../viewModel/statements';
import { AttestDialog } from './AttestDialog';
import { ReasonDialog } from './ReasonDialog';
import {
  StatementsContext,
  type Statements,
  type WaiverTarget,
} from './StatementsContext';
import { WaiveDialog } from './WaiveDialog';

type Open =
  | { kind: 'attest'; tasks?: AttestationTask[] }
  | { kind: 'waive'; target: WaiverTarget }
  | { kind: 'refuse' | 'revoke'; waiver: WaiverView };

/** Lets what stands below state, renew and waive; holds the dialogs for it. */
export function StatementsProvider(props: {
  view: Pick<
    ScorecardView,
    'entityRef' | 'subjectRef' | 'evaluatedAt' | 'roles'
  > & { checklist: { id: string } };
  /** Called once something was stated and judged. */
  onChanged(): void;
  children: ReactNode;
}) {
  const t = useText();
  const api = useApi(productionReadinessApiRef);
  const tell = useTell();
  const { view, onChanged, children } = props;
  const { subjectRef, evaluatedAt } = view;
  const selector = {
    entityRef: view.entityRef,
    checklist: view.checklist.id,
    subject: subjectRef,
  };
  const attestations = useAttestations({ ...selector, evaluatedAt });
  const waivers = useWaivers({
    subjectRef,
    checklist: selector.checklist,
    evaluatedAt,
  });
  const [open, setOpen] = useState<Open>();
  const [busy, setBusy] = useState(false);

  const done = (message: string, evaluated: boolean) => {
    setOpen(undefined);
    tell.done(evaluated ? message : `${message} ${t('statements.follows')}`);
    attestations.reload();
    waivers.reload();
    onChanged();
  };
  /** For acts without a dialog, which would show the error itself. */
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      tell.failed(messageOf(error));
    } finally {
      setBusy(false);
    }
  };

  const statements: Statements = {
    tasks: attestations.value?.tasks ?? [],
    waivers: waivers.value ?? [],
    roles: { ...view.roles, ...attestations.value?.roles },
    busy,
    attest: tasks => setOpen({ kind: 'attest', tasks }),
    waive: target => setOpen({ kind: 'waive', target }),
    renew: task =>
      act(async () => {
        const renewal = toRenewal(task);
        if (!renewal) return;
        const given = await api.attest({
          ...selector,
          attestations: [renewal],
        });
        done(t('statements.renewed'), given.evaluated);
      }),
    settle: (waiver, what) => {
      if (what !== 'approve') {
        setOpen({ kind: what, waiver });
        return;
      }
      act(async () => {
        const settled = await api.approveWaiver({ id: waiver.id });
        done(t('statements.approved'), settled.evaluated);
      });
    },
  };

  return (
    <StatementsContext.Provider value={statements}>
      {children}
      {open?.kind === 'attest' && (
        <AttestDialog
          tasks={open.tasks ?? statements.tasks}
          preselected={open.tasks !== undefined}
          roles={statements.roles}
          onClose={() => setOpen(undefined)}
          onSubmit={async inputs => {
            const given = await api.attest({
              ...selector,
              attestations: inputs,
            });
            done(
              t('statements.given', { count: inputs.length }),
              given.evaluated,
            );
          }}
        />
      )}
      {open?.kind === 'waive' && (
        <WaiveDialog
          target={open.target}
          onClose={() => setOpen(undefined)}
          onSubmit={async input => {
            const asked = await api.requestWaiver(selector, input);
            done(
              t('statements.asked', {
                role: statements.roles[asked.role] ?? asked.role,
              }),
              true,
            );
          }}
        />
      )}
      {(open?.kind === 'refuse' || open?.kind === 'revoke') && (
        <ReasonDialog
          title={t(`statements.${open.kind}Title`)}
          text={open.waiver.reason}
          submit={t(`statements.${open.kind}`)}
          onClose={() => setOpen(undefined)}
          onSubmit={async reason => {
            const { id } = open.waiver;
            const settled =
              open.kind === 'refuse'
                ? await api.refuseWaiver({ id, note: reason })
                : await api.revokeWaiver({ id, reason });
            done(t(`statements.${open.kind}Done`), settled.evaluated);
          }}
        />
      )}
    </StatementsContext.Provider>
  );
}
