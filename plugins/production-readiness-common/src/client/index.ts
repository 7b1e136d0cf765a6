export * from './ProductionReadinessApi';
export * from './ProductionReadinessClient';
