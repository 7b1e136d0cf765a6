import { useEntityTitle } from '../../hooks/useEntityTitle';

/** `(KAMIYO frontend)` where something was read of another entity than the one spoken of. */
export function OfEntity(props: { entityRef: string; beside: string }) {
  return props.entityRef === props.beside ? null : (
    <EntityInBrackets entityRef={props.entityRef} />
  );
}

function EntityInBrackets(props: { entityRef: string }) {
  return <> ({useEntityTitle(props.entityRef)})</>;
}
