import * as cheerio from 'cheerio';
import { z } from 'zod';
import { countWords, foldSpace } from './words';

const MAX_LIST = 200;
const MAX_TEXT = 500;
// Below this a page with scripts is taken for one that a browser has to draw.
const MIN_SERVED_TEXT = 200;

const shortText = z.string().nullable();

/** What is read of an HTML page, as served: no script runs. */
export const htmlSchema = z.object({
  title: shortText,
  description: shortText,
  canonical: shortText,
  noindex: z.boolean(),
  og: z.object({
    title: shortText,
    description: shortText,
    image: shortText,
    url: shortText,
    type: shortText,
  }),
  words: z.number(),
  scripts: z.array(z.string()),
  styles: z.array(z.string()),
  images: z.number(),
  imagesLazy: z.number(),
  imagesWithoutAlt: z.number(),
  jsonLd: z.number(),
  links: z.array(z.string()),
  inputs: z.array(
    z.object({
      name: shortText,
      type: z.string(),
      autocomplete: shortText,
    }),
  ),
  nextBuildId: shortText,
  chunks: z.number(),
  development: z.boolean(),
});

export type HtmlFacts = z.infer<typeof htmlSchema>;

/** A parsed page; `text` is what a reader sees of it. */
export interface HtmlPage {
  $: cheerio.CheerioAPI;
  text: string;
}

export function parseHtml(html: string): HtmlPage {
  const $ = cheerio.load(html);
  const visible = cheerio.load(html);
  visible('script, style, noscript, template, svg').remove();
  return { $, text: foldSpace(blockText(visible)) };
}

// Words of neighbouring blocks would run together without the blanks.
function blockText($: cheerio.CheerioAPI): string {
  $('body *').each((_, element) => {
    $(element).append(' ');
  });
  return $('body').text();
}

/** The page has scripts and next to no text: a browser would have to draw it. */
export function isClientRendered(page: HtmlPage): boolean {
  return page.text.length < MIN_SERVED_TEXT && page.$('script').length > 0;
}

/** Facts of a page; `imagesLazy` leaves out the first image, which should not be. */
export function readHtml(page: HtmlPage): HtmlFacts {
  const { $ } = page;
  const scripts = attributes($, 'script[src]', 'src');
  const styles = attributes($, 'link[rel~="stylesheet"][href]', 'href');
  const images = $('img').toArray();
  return {
    title: clean($('head title').first().text()),
    description: clean($('meta[name="description" i]').attr('content')),
    canonical: clean($('link[rel="canonical" i]').attr('href')),
    noindex: $('meta[name="robots" i], meta[name="googlebot" i]')
      .toArray()
      .some(meta => /noindex|none/i.test($(meta).attr('content') ?? '')),
    og: {
      title: openGraph($, 'title'),
      description: openGraph($, 'description'),
      image: openGraph($, 'image'),
      url: openGraph($, 'url'),
      type: openGraph($, 'type'),
    },
    words: countWords(page.text),
    scripts,
    styles,
    images: images.length,
    imagesLazy: images
      .slice(1)
      .filter(image => $(image).attr('loading')?.toLowerCase() === 'lazy')
      .length,
    imagesWithoutAlt: images.filter(image => $(image).attr('alt') === undefined)
      .length,
    jsonLd: countJsonLd($),
    links: attributes($, 'a[href]', 'href'),
    inputs: readInputs($),
    ...readNext($, scripts),
  };
}

function openGraph($: cheerio.CheerioAPI, name: string): string | null {
  return clean($(`meta[property="og:${name}"]`).attr('content'));
}

function clean(text: string | undefined): string | null {
  const folded = foldSpace(text ?? '').slice(0, MAX_TEXT);
  return folded === '' ? null : folded;
}

function attributes(
  $: cheerio.CheerioAPI,
  selector: string,
  name: string,
): string[] {
  const values = $(selector)
    .toArray()
    .map(element => ($(element).attr(name) ?? '').trim().slice(0, MAX_TEXT));
  return [...new Set(values)].slice(0, MAX_LIST);
}

function readInputs($: cheerio.CheerioAPI): HtmlFacts['inputs'] {
  return $('input')
    .toArray()
    .slice(0, MAX_LIST)
    .map(input => ({
      name: clean($(input).attr('name') ?? $(input).attr('id')),
      type: ($(input).attr('type') ?? 'text').toLowerCase().slice(0, 50),
      autocomplete: clean($(input).attr('autocomplete')),
    }));
}

/** Blocks of JSON-LD that parse and speak of schema.org. */
function countJsonLd($: cheerio.CheerioAPI): number {
  return $('script[type="application/ld+json" i]')
    .toArray()
    .filter(script => {
      try {
        const data = JSON.parse($(script).text());
        return JSON.stringify(
          data?.['@context'] ?? data?.[0]?.['@context'] ?? '',
        )
          .toLowerCase()
          .includes('schema.org');
      } catch {
        return false;
      }
    }).length;
}

function readNext(
  $: cheerio.CheerioAPI,
  scripts: string[],
): Pick<HtmlFacts, 'nextBuildId' | 'chunks' | 'development'> {
  const all = [...scripts, ...attributes($, 'link[href]', 'href')];
  const manifest = all
    .map(
      path =>
        /\/_next\/static\/([^/]+)\/_(?:buildManifest|ssgManifest)\.js/.exec(
          path,
        )?.[1],
    )
    .find(id => id !== undefined);
  return {
    nextBuildId: manifest ?? nextDataBuildId($),
    chunks: new Set(
      all
        .filter(path => /\/_next\/static\/chunks\/.+\.js/.test(path))
        .map(path => path.replace(/[?#].*$/, '')),
    ).size,
    development:
      manifest === 'development' ||
      all.some(path =>
        /react-refresh|webpack-hmr|hot-update|\/@vite\/client/.test(path),
      ),
  };
}

function nextDataBuildId($: cheerio.CheerioAPI): string | null {
  try {
    const id = JSON.parse($('#__NEXT_DATA__').text()).buildId;
    return typeof id === 'string' ? id.slice(0, MAX_TEXT) : null;
  } catch {
    return null;
  }
}
