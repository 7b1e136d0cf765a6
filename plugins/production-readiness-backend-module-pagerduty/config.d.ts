export interface Config {
  productionReadiness?: {
    collectors?: {
      /** Reads who is on call from PagerDuty. */
      pagerduty?: {
        /**
         * Read-only API token, or a scoped OAuth token.
         * @visibility secret
         */
        token: string;
        /** Service region of the account. Defaults to `us`. */
        region?: 'us' | 'eu';
        /**
         * RE2 pattern, whatever the case: an incident whose title, type, priority
         * or team fits it is about security. Defaults to `security`.
         */
        securityIncidents?: string;
      };
    };
  };
}
