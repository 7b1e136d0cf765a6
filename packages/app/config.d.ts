export interface Config {
  auth?: {
    providers?: {
      /** Lets people sign in at their word, for trying things out. */
      people?: {
        /** Without it nobody does outside development. */
        dangerouslyAllowOutsideDevelopment?: boolean;
        /**
         * Whom the sign-in page names.
         * @deepVisibility frontend
         */
        users?: Array<{
          /** Of a user of the catalog: `user:default/ada`. */
          entityRef: string;
          name: string;
          /** What they are, in a word. */
          role?: string;
        }>;
      };
    };
  };
}
