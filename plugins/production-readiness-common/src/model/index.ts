export * from './checklist';
export * from './facts';
export * from './json';
export * from './people';
export * from './scorecard';
export * from './status';
export * from './views';
