import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';
import * as cheerio from 'cheerio';
import type { AnyNode } from 'domhandler';
import type { Nodes, RootContent } from 'mdast';

/** A heading, or a piece of text below one. */
export interface Block {
  heading?: { depth: number; text: string };
  /** As written, with its line breaks. */
  text: string;
  /** Entries of lists, of definition lists, questions that fold out. */
  items: number;
  /** Rows of tables, without their head. */
  rows: number;
  code: boolean;
  diagram: boolean;
}

/** A part of a document: a heading and what follows it, or the whole. */
export interface Section {
  text: string;
  /** What is listed, whichever way: list entries, table rows or sub-headings. */
  items: number;
  code: boolean;
  diagram: boolean;
}

const DIAGRAM_LANGUAGES = /^(mermaid|plantuml|puml|dot|graphviz|d2|dbml)\b/i;

/** Blocks of a Markdown document, in order. */
export function outlineMarkdown(source: string): Block[] {
  return fromMarkdown(source).children.map(node => ({
    ...(node.type === 'heading'
      ? { heading: { depth: node.depth, text: toString(node) } }
      : {}),
    text: sourceOf(source, node),
    items: countNodes(node, inner => inner.type === 'listItem'),
    rows:
      node.type === 'paragraph' ? countTableRows(sourceOf(source, node)) : 0,
    code: countNodes(node, inner => inner.type === 'code') > 0,
    diagram: countNodes(node, isDiagram) > 0,
  }));
}

function sourceOf(source: string, node: RootContent): string {
  const { start, end } = node.position!;
  return source.slice(start.offset, end.offset);
}

function isDiagram(node: Nodes): boolean {
  if (node.type === 'image') return true;
  if (node.type === 'html') return /<(img|svg)\b/i.test(node.value);
  return node.type === 'code' && DIAGRAM_LANGUAGES.test(node.lang ?? '');
}

function countNodes(node: Nodes, wanted: (node: Nodes) => boolean): number {
  const inner = 'children' in node ? (node.children as Nodes[]) : [];
  return inner.reduce(
    (sum, child) => sum + countNodes(child, wanted),
    wanted(node) ? 1 : 0,
  );
}

// A pipe table is a paragraph to CommonMark: a head, a line of dashes, rows.
function countTableRows(text: string): number {
  const lines = text.split('\n').filter(line => line.includes('|'));
  const hasRule = lines.length > 1 && /^[\s|:-]+$/.test(lines[1]);
  return hasRule ? lines.length - 2 : 0;
}

const UNSEEN = ['script', 'style', 'noscript', 'template', 'head'];
const BLOCK_TAGS =
  /^(address|article|aside|blockquote|br|dd|details|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|td|th|tr|ul)$/;

/** Blocks of an HTML page as served, in the order of the document. */
export function outlineHtml(html: string): Block[] {
  const $ = cheerio.load(html);
  const blocks: Block[] = [emptyBlock()];
  const current = () => blocks[blocks.length - 1];
  const walk = (node: AnyNode): void => {
    if (node.type === 'text') {
      current().text += node.data;
      return;
    }
    if (node.type !== 'tag') return;
    if (UNSEEN.includes(node.name)) return;
    const depth = /^h([1-6])$/.exec(node.name)?.[1];
    if (depth) {
      const text = $(node).text().replace(/\s+/g, ' ').trim();
      blocks.push(
        { ...emptyBlock(), heading: { depth: Number(depth), text }, text },
        emptyBlock(),
      );
      return;
    }
    noteTag(current(), node.name, $(node).find('th').length > 0);
    const block = BLOCK_TAGS.test(node.name);
    if (block) current().text += '\n';
    node.children.forEach(walk);
    if (block) current().text += '\n';
  };
  $('body').toArray().forEach(walk);
  return blocks.filter(
    block => block.heading || block.text.trim() !== '' || block.diagram,
  );
}

function noteTag(block: Block, name: string, hasHeadCells: boolean): void {
  if (['li', 'dt', 'details'].includes(name)) block.items += 1;
  if (name === 'tr' && !hasHeadCells) block.rows += 1;
  if (name === 'pre') block.code = true;
  if (['img', 'svg', 'figure', 'canvas'].includes(name)) block.diagram = true;
}

function emptyBlock(): Block {
  return { text: '', items: 0, rows: 0, code: false, diagram: false };
}

/** All headings, in order. */
export function headingsOf(blocks: Block[]): string[] {
  return blocks.flatMap(({ heading }) => (heading ? [heading.text] : []));
}

/** The sections whose heading is wanted; each reaches to the next of its depth. */
export function sectionsUnder(
  blocks: Block[],
  wanted: (heading: string) => boolean,
): Section[] {
  return blocks.flatMap((block, start) => {
    const { heading } = block;
    if (!heading || !wanted(heading.text)) return [];
    const rest = blocks.slice(start + 1);
    const length = rest.findIndex(
      next => next.heading && next.heading.depth <= heading.depth,
    );
    return [toSection(length < 0 ? rest : rest.slice(0, length))];
  });
}

/** The document as one section. */
export function wholeSection(blocks: Block[]): Section {
  return toSection(blocks);
}

function toSection(blocks: Block[]): Section {
  const sum = (count: (block: Block) => number) =>
    blocks.reduce((total, block) => total + count(block), 0);
  return {
    text: blocks.map(block => block.text).join('\n'),
    items: Math.max(
      sum(block => block.items),
      sum(block => block.rows),
      sum(block => (block.heading ? 1 : 0)),
    ),
    code: blocks.some(block => block.code),
    diagram: blocks.some(block => block.diagram),
  };
}
