import type { LeafView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { restatesExpected } from '../../viewModel/actual';
import { ReferenceLink } from './ReferenceLink';
import { ReadValues } from './ReadValues';
import { Fields } from './Fields';

/** One leaf that counted: what it read, what was expected, what was found. */
export function LeafLine(props: {
  leaf: LeafView;
  entityRef: string;
  /** Said already above; not said twice. */
  said: string | undefined;
  whoOf(who: string | undefined): string;
}) {
  const t = useText();
  const { leaf, entityRef, said, whoOf } = props;
  const reads = Boolean(leaf.values?.length || leaf.reads?.length);
  return (
    <Fields
      rows={[
        [
          t('detail.read'),
          reads && <ReadValues leaf={leaf} entityRef={entityRef} />,
        ],
        [t('detail.expected'), expectedOf(leaf)],
        [
          t('detail.actual'),
          leaf.message !== said &&
            !restatesExpected(leaf.message, leaf) &&
            leaf.message,
        ],
        [
          t('detail.said'),
          leaf.kind === 'attest' &&
            (leaf.truth === 'unknown'
              ? t('detail.attestBy', { role: whoOf(leaf.role) })
              : t('detail.attested')),
        ],
        [
          t('detail.source'),
          leaf.report && t('detail.reportOf', { report: leaf.report }),
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
