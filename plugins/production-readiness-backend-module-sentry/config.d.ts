export interface Config {
  productionReadiness?: {
    collectors?: {
      sentry?: {
        /** Address of Sentry. Defaults to https://sentry.io; a region has its own, as https://de.sentry.io. */
        baseUrl?: string;
        /** Slug of the organization. */
        organization: string;
        /**
         * Token with the scopes project:read, event:read, org:read and alerts:read.
         * @visibility secret
         */
        token: string;
      };
    };
  };
}
