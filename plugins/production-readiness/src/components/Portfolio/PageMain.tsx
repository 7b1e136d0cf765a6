import { Content } from '@backstage/core-components';
import type { ReactNode } from 'react';

/** The new frontend system draws a page's frame, without a landmark for what is in it. */
export function PageMain(props: { children: ReactNode }) {
  return (
    <main>
      <Content>{props.children}</Content>
    </main>
  );
}
