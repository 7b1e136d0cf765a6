/**
 * For the tests of collectors: servers on loopback with certificates of an
 * authority of their own, vendors of the stand-in and their faults, and a
 * collector called the way a run does.
 *
 * @packageDocumentation
 */
export * from './certificates';
export * from './context';
export * from './faults';
export * from './servers';
export * from './tools';
export * from './vendor';
