import { CodeSnippet } from '@backstage/core-components';
import { EntityRefLinks } from '@backstage/plugin-catalog-react';
import type { ConnectionsView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { allowConfig } from '../../viewModel/connections';
import { Panel } from '../Panel/Panel';
import { Time } from '../Time/Time';

/** Hosts that a check wanted to ask and was not allowed to, with the lines that would allow them. */
export function RefusedHosts(props: {
  hosts: ConnectionsView['refusedHosts'];
}) {
  const t = useText();
  const { hosts } = props;
  const config = allowConfig(hosts);
  return (
    <Panel title={t('connections.refused')} count={hosts.length}>
      {hosts.length === 0 ? (
        t('connections.noneRefused')
      ) : (
        <ul>
          {hosts.map(host => (
            <li key={`${host.host}:${host.port}`}>
              <strong>
                {host.host}:{host.port}
              </strong>
              {` · ${host.reason} · `}
              <EntityRefLinks entityRefs={host.entityRefs} />
              {' · '}
              <Time at={host.lastAt} />
            </li>
          ))}
        </ul>
      )}
      {config && (
        <>
          {t('connections.allow')}
          <CodeSnippet language="yaml" text={config} showCopyCodeButton />
        </>
      )}
    </Panel>
  );
}
