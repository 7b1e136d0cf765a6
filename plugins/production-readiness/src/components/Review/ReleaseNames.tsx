import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import type { Release } from '@production-readiness/backstage-plugin-production-readiness-common';
import { Fragment } from 'react';
import { useText } from '../../text';
import { releaseName } from '../../viewModel/releaseForm';

/** `kamiyo-api 2.4.0 · kamiyo-frontend 2.4.0`, the commits on hover. */
export function ReleaseNames(props: { releases: Release[] }) {
  const t = useText();
  if (!props.releases.length) return <>{t('review.releases.none')}</>;
  return (
    <>
      {props.releases.map((release, index) => (
        <Fragment key={release.entityRef}>
          {index > 0 && ' · '}
          <span title={release.commit ?? undefined}>
            <EntityDisplayName
              entityRef={release.entityRef}
              hideIcon
              disableTooltip
            />{' '}
            {releaseName(release)}
          </span>
        </Fragment>
      ))}
    </>
  );
}
