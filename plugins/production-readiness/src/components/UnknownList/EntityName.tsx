import { useEntityTitle } from '../../hooks/useEntityTitle';

export function EntityName(props: { entityRef: string }) {
  return <>{useEntityTitle(props.entityRef)}</>;
}
