/** Entities of the stand-in's catalog that reports are pushed of. */
export const SYSTEM = 'system:default/kamiyo';
export const API = 'component:default/kamiyo-api';
export const FRONTEND = 'component:default/kamiyo-frontend';
export const AGGREGATOR = 'component:default/kamiyo-aggregator';
export const SOCIAL_WATCHER = 'component:default/kamiyo-social-watcher';
export const DATABASE = 'resource:default/kamiyo-postgres';
