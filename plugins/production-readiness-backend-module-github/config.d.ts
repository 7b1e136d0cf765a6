export interface Config {
  productionReadiness?: {
    collectors?: {
      /**
       * What is read of repositories on GitHub. The credentials are those of
       * `integrations.github`; what stands here is beside them.
       */
      github?: {
        /**
         * Token of an owner of the organisation, with which the list of members
         * without a second factor is read and nothing else.
         * @visibility secret
         */
        orgOwnerToken?: string;
        /**
         * Host that this token is for, and the only one that it is sent to the
         * API of. Defaults to github.com.
         */
        orgOwnerHost?: string;
        /**
         * Features that are not in use, for example because the plan lacks them.
         * Facts of them are not connected, so that what a checklist names as a
         * substitute, as a report, counts in their place.
         */
        without?: Array<'code-scanning' | 'dependabot' | 'secret-scanning'>;
      };
    };
  };
}
