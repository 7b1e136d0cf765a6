import { PLATFORM_TEAM } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useCallback } from 'react';
import { useText } from '../../text';

/** Names whoever acts: a role of the checklist by its title, or one of the parties that are no role. */
export function useWho(roles: Record<string, string>) {
  const t = useText();
  return useCallback(
    (who: string | undefined): string => {
      if (!who) return t('who.nobody');
      if (who === PLATFORM_TEAM) return t('who.platformTeam');
      return roles[who] ?? who;
    },
    [roles, t],
  );
}
