export interface Config {
  productionReadiness?: {
    collectors?: {
      render?: {
        /**
         * API key of a Render user who may do as little as possible.
         * @visibility secret
         */
        apiKey: string;
        /** Id of the workspace, which begins with tea-. Without it nothing is said of members, channels and log streams. */
        ownerId?: string;
        /**
         * How far environment variables are looked into. Has no default: Render
         * hands values to every key. off: not at all; keys-only: which are set;
         * values: rules over values, in memory.
         */
        envInspection: 'off' | 'keys-only' | 'values';
        /**
         * Values that no secret may have.
         * @visibility secret
         */
        knownDefaults?: string[];
        /** E-mail addresses of those who may be admin or developer of the workspace. */
        allowedMembers?: string[];
        /** How many admins and developers the workspace may have. */
        maxPrivilegedMembers?: number;
      };
    };
  };
}
