import type {
  FactView,
  LeafView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { restatesExpected } from '../../viewModel/actual';
import { silenceOfLeaf, silentElement } from '../../viewModel/silence';
import { SilenceText } from '../FixList/SilenceText';
import { useNames } from '../Names/Names';
import { ReferenceLink } from './ReferenceLink';
import { ReadValues } from './ReadValues';
import { Fields } from './Fields';

/** One leaf that counted: what it read, what was expected, what was found. */
export function LeafLine(props: {
  leaf: LeafView;
  entityRef: string;
  /** Said already above; not said twice. */
  said: string | undefined;
  facts: Record<string, FactView>;
}) {
  const t = useText();
  const { leaf, entityRef, said, facts } = props;
  const silence = silenceOfLeaf(leaf, facts) ?? silentElement(leaf);
  const names = useNames();
  const reads = Boolean(leaf.values?.length || leaf.reads?.length);
  return (
    <Fields
      rows={[
        [
          t('detail.read'),
          silence ? (
            <SilenceText silence={silence} />
          ) : (
            reads && <ReadValues leaf={leaf} entityRef={entityRef} />
          ),
        ],
        [
          leaf.kind === 'attest' ? t('detail.statement') : t('detail.expected'),
          expectedOf(leaf),
        ],
        [
          t('detail.actual'),
          leaf.message !== said &&
            !restatesExpected(leaf.message, leaf) &&
            leaf.message,
        ],
        [
          t('detail.said'),
          leaf.kind === 'attest' &&
            leaf.truth !== 'unknown' &&
            t('detail.attested'),
        ],
        [
          t('detail.source'),
          leaf.report &&
            t('detail.reportOf', { report: names.reportTitle(leaf.report) }),
        ],
        [t('detail.refersTo'), leaf.ref && <ReferenceLink to={leaf.ref} />],
        [t('detail.warning'), leaf.substitute && t('detail.substitute')],
      ]}
    />
  );
}

/** In words where the checklist has them, else the expression itself. */
function expectedOf(leaf: LeafView) {
  if (leaf.expected) return leaf.expected;
  return leaf.expression ? <code>{leaf.expression}</code> : null;
}
