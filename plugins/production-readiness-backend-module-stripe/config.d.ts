export interface Config {
  productionReadiness?: {
    collectors?: {};
  };
}
