import { Link } from '@backstage/core-components';
import { itemOfRef } from '../../viewModel/itemOfRef';
import { useReferences } from './References';

/** The item or criterion that another one follows from, by its title. */
export function ReferenceLink(props: { to: string }) {
  const references = useReferences();
  if (!references) return <>{props.to}</>;
  return (
    <Link underline="always" to={references.linkTo(itemOfRef(props.to))}>
      {references.titleOf(props.to)}
    </Link>
  );
}
