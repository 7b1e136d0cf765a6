/**
 * For the tests of collectors: servers on loopback with certificates of an
 * authority of their own, and a collector called the way a run does.
 *
 * @packageDocumentation
 */
export * from './certificates';
export * from './context';
export * from './servers';
