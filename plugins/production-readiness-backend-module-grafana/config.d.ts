export interface Config {
  productionReadiness?: {
    collectors?: {
      grafana?: {
        /** Address of Grafana, with its path if it is served below one. */
        baseUrl: string;
        /**
         * Token of a service account with the role Viewer.
         * @visibility secret
         */
        token: string;
        /**
         * What a panel is known by, by its key in the checklist: an RE2 pattern
         * for its title or its queries.
         */
        panels?: { [key: string]: string };
      };
    };
  };
}
