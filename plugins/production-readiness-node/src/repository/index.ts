export * from './envExample';
export * from './fileSelection';
export * from './RepositoryReader';
export * from './sourceLocation';
