export * from './VendorClient';
export * from './VendorError';
export type { Sleep } from './RateLimit';
export { retryAfterMs } from './RateLimit';
export * from './vendorFetch';
export { abandonable } from './SharedFetches';
