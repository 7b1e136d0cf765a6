import {
  compilePattern,
  patternParameter,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import {
  sectionsUnder,
  wholeSection,
  type Block,
  type Section,
} from './outline';
import { countWords } from './words';

/** What a section has to have; without a heading the whole document is it. */
export const sectionRuleShape = {
  heading: patternParameter.optional(),
  contains: z
    .union([z.string().transform(part => [part]), z.array(z.string())])
    .default([]),
  pattern: patternParameter.optional(),
  minWords: z.number().optional(),
  minItems: z.number().optional(),
  codeBlock: z.boolean().default(false),
  diagram: z.boolean().default(false),
  numbers: z.boolean().default(false),
};

export const sectionRule = z.strictObject(sectionRuleShape);
export type SectionRule = z.infer<typeof sectionRule>;

/** True if one section under a fitting heading has all that is asked for. */
export function satisfies(blocks: Block[], rule: SectionRule): boolean {
  const sections = rule.heading
    ? sectionsUnder(blocks, compilePattern(rule.heading).test)
    : [wholeSection(blocks)];
  return sections.some(section => hasAll(section, rule));
}

function hasAll(section: Section, rule: SectionRule): boolean {
  const folded = section.text.toLowerCase();
  return (
    rule.contains.every(part => folded.includes(part.toLowerCase())) &&
    (!rule.pattern || compilePattern(rule.pattern).test(section.text)) &&
    countWords(section.text) >= (rule.minWords ?? 0) &&
    section.items >= (rule.minItems ?? 0) &&
    (!rule.codeBlock || section.code) &&
    (!rule.diagram || section.diagram) &&
    (!rule.numbers || /\d/.test(section.text))
  );
}

/** The rule in words, for whoever has to write the section. */
export function describeRule(rule: SectionRule): string {
  const parts = [
    ...(rule.heading ? [`a heading like '${rule.heading}'`] : []),
    ...rule.contains.map(part => `the words '${part}'`),
    ...(rule.pattern ? [`text like '${rule.pattern}'`] : []),
    ...(rule.minWords ? [`${rule.minWords} words or more`] : []),
    ...(rule.minItems ? [`${rule.minItems} entries or more`] : []),
    ...(rule.codeBlock ? ['a block of commands'] : []),
    ...(rule.diagram ? ['a diagram'] : []),
    ...(rule.numbers ? ['numbers'] : []),
  ];
  return parts.join(', ') || 'some text';
}
