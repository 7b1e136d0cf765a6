import {
  useTranslationRef,
  type TranslationFunction,
} from '@backstage/core-plugin-api/alpha';
import { productionReadinessTranslationRef } from './translation';

/** Looks up one of our messages. */
export type Text = TranslationFunction<
  (typeof productionReadinessTranslationRef)['T']
>;

export function useText(): Text {
  return useTranslationRef(productionReadinessTranslationRef).t;
}
