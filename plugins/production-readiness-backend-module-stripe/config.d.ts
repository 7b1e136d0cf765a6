export interface Config {
  productionReadiness?: {
    collectors?: {
      /** What is read of the live mode of a Stripe account. */
      stripe?: {
        /**
         * Restricted key of live mode (`rk_live_…`) with read permissions only;
         * any other key stops the start-up.
         * @visibility secret
         */
        apiKey: string;
        /** What has to be there; what is not declared stays unknown. */
        expected?: {
          /**
           * Products that have to be for sale, by name or id; an object gives
           * one tags, as `mcp`, which facts of the checklist ask for.
           */
          products?: Array<string | { name: string; tags?: string[] }>;
          /**
           * The table of prices. Every active price of a product that is named
           * in it has to be in it.
           */
          prices?: Array<{
            /** Name or id of the product. */
            product: string;
            /** In the currency's smallest unit: 4900 for 49 dollars. */
            amount: number;
            /** ISO 4217, as `usd`. */
            currency: string;
            /** `once` for what is paid one time. */
            interval: 'day' | 'week' | 'month' | 'year' | 'once';
            /** 3 with `month`: every three months. Defaults to 1. */
            intervalCount?: number;
            /** Days of trial that the price carries. */
            trialDays?: number;
          }>;
          /** Types of events that the webhook endpoint has to take. */
          events?: string[];
        };
      };
    };
  };
}
