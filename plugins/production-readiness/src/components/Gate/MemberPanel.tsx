import type { GateView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useEntityTitle } from '../../hooks/useEntityTitle';
import { useText } from '../../text';
import { headlineOf } from '../../viewModel/headline';
import { isKnownThrough, throughRows } from '../../viewModel/gateRows';
import { HeadlineWords } from '../Headline/HeadlineWords';
import { Panel } from '../Panel/Panel';
import { useOpenSet } from '../Panel/useOpenSet';
import { GateRowLine } from './GateRowLine';

/** On a member's page first: whether it holds the launch back, and through which rows. */
export function MemberPanel(props: {
  gate: GateView;
  itemLink(itemId: string): string;
  whoOf(who: string | undefined): string;
}) {
  const t = useText();
  const { gate, itemLink, whoOf } = props;
  const { open, toggle } = useOpenSet();
  const subject = useEntityTitle(gate.subjectRef);
  const member = useEntityTitle(gate.entityRef);
  const rows = throughRows(gate);
  const known = rows.filter(({ kind, row }) => isKnownThrough(gate, kind, row));
  const unverified = rows.filter(each => !known.includes(each));
  const line = ({ kind, row }: (typeof rows)[number]) => (
    <GateRowLine
      key={row.id}
      kind={kind}
      row={row}
      open={open.has(row.id)}
      onToggle={() => toggle(row.id)}
      titles={gate.titles}
      critical={gate.critical}
      itemLink={itemLink}
      whoOf={whoOf}
    />
  );
  return (
    <Panel title={t('gate.memberTitle', { member, subject })}>
      <HeadlineWords headline={headlineOf(gate)} subject={subject} />
      <p>
        {t('headline.share', {
          passed: String(gate.share?.passed ?? 0),
          applicable: String(gate.share?.applicable ?? 0),
        })}
      </p>
      {rows.length === 0 && <p>{t('gate.throughNone')}</p>}
      {known.length > 0 && <p>{t('gate.throughYes')}</p>}
      {known.map(line)}
      {unverified.length > 0 && <p>{t('gate.throughUnknown')}</p>}
      {unverified.map(line)}
    </Panel>
  );
}
