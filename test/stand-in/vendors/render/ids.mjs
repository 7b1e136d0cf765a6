/** Ids of the resources of KAMIYO, as Render forms them. */
export const OWNER = 'tea-0123456789abcdef0123';
export const API = 'srv-0123456789abcdef0123';
export const FRONTEND = 'srv-0123456789abcdef0124';
export const AGGREGATOR = 'srv-0123456789abcdef0125';
export const WATCHER = 'srv-0123456789abcdef0126';
export const DATABASE = 'dpg-0123456789abcdef0123';
export const REPLICA = 'dpg-0123456789abcdef0124';
export const REGION = 'frankfurt';
export const REPO = 'https://github.com/kamiyo/kamiyo';

/** Of the same deploy; what it replaced is gone. */
export const instanceOf = (service, index = 0) => `${service}-7d9f8-${index}`;
