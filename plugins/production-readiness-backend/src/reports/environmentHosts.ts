/** Which hosts belong to an environment. */
export interface EnvironmentHosts {
  /**
   * Those of `productionReadiness.environments.<name>.hosts`, and of production
   * also those that the entities name in their annotations. Null is production.
   */
  hostsOf(
    environment: string | null,
    entities: { annotations: Record<string, string> }[],
  ): Set<string>;
}

const PRODUCTION = 'production';
const URL_ANNOTATION = 'production-readiness/url';
const HOSTS_ANNOTATION = 'production-readiness/hosts';

export function createEnvironmentHosts(
  environments: Record<string, { hosts: string[] }>,
): EnvironmentHosts {
  return {
    hostsOf(environment, entities) {
      const name = environment ?? PRODUCTION;
      const configured = Object.hasOwn(environments, name)
        ? environments[name].hosts
        : [];
      const declared =
        name === PRODUCTION
          ? entities.flatMap(({ annotations }) => declaredHosts(annotations))
          : [];
      return new Set([...configured, ...declared].map(lowerCased));
    },
  };
}

function declaredHosts(annotations: Record<string, string>): string[] {
  const url = annotations[URL_ANNOTATION] ?? '';
  const hosts = (annotations[HOSTS_ANNOTATION] ?? '').split(',');
  return [
    ...(URL.canParse(url) ? [new URL(url).hostname] : []),
    ...hosts.map(host => host.trim()).filter(host => host !== ''),
  ];
}

function lowerCased(host: string): string {
  return host.toLocaleLowerCase('en-US');
}
