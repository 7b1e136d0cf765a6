export interface Config {
  productionReadiness?: {
    collectors?: {
      /** Reads uptime monitors from UptimeRobot. */
      uptimerobot?: {
        /**
         * The account's read-only key (`ur…`).
         * @visibility secret
         */
        apiKey: string;
      };
    };
  };
}
