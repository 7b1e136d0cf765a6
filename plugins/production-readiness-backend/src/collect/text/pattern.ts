export {
  compilePattern,
  patternParameter,
} from '@production-readiness/backstage-plugin-production-readiness-node';
