export * from './VendorClient';
export * from './VendorError';
export type { Sleep } from './RateLimit';
export { retryAfterMs } from './RateLimit';
export * from './outgoingFetch';
export { abandonable } from './SharedFetches';
