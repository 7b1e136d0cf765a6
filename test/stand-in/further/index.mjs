import { API_DEFECTS } from './api.mjs';
import { CATALOG_DEFECTS } from './catalog.mjs';
import { DOCUMENT_DEFECTS } from './documents.mjs';
import { FRONTEND_DEFECTS } from './frontend.mjs';
import { NETWORK_DEFECTS } from './network.mjs';
import { REPOSITORY_DEFECTS } from './repositories.mjs';

/**
 * Defects that are flipped by name only, and stand in no state. Of each:
 *
 * - `title`;
 * - `fails`: the criteria that find it; `unknown`: those that it leaves without
 *   an answer, with the `causes` that they then have (without it they wait for
 *   a person); no other criterion changes, but for those that inherit;
 * - what is spoiled: `answer` (of a host, with what becomes of a reply; null:
 *   none), `zone` (of the name server), `files` (of the repository of KAMIYO:
 *   by path what becomes of the text; null: no such file), `catalog` (the text
 *   of the file); a site may also ask for the name itself;
 * - while it is judged: `asks`, collectors, where it is a site that asks for
 *   the name; `without`, alternatives that are not connected; `beside`, what
 *   other sources say by fact; `source`, the repository that the catalog names
 *   for kamiyo-api, whose copy is read all the same.
 */
export const FURTHER_DEFECTS = {
  ...API_DEFECTS,
  ...FRONTEND_DEFECTS,
  ...NETWORK_DEFECTS,
  ...REPOSITORY_DEFECTS,
  ...DOCUMENT_DEFECTS,
  ...CATALOG_DEFECTS,
};

/** Those of these names that spoil this part. */
const spoiling = (names, part) =>
  names.map(name => FURTHER_DEFECTS[name]).filter(defect => defect?.[part]);

/** A site that answers as it does, but for what current defects spoil. */
export const spoiledSite = (site, defects) => request =>
  spoiling(defects(), 'answer')
    .filter(({ answer }) => answer.host === request.url.hostname)
    .filter(() => request.secure)
    .reduce(
      (reply, { answer }) => reply && answer.spoil(reply, request),
      site(request),
    );

export const spoiledZone = (zone, defects) =>
  spoiling(defects, 'zone').reduce(
    (spoiled, defect) => defect.zone(spoiled),
    zone,
  );

export const spoiledCatalog = (text, defects) =>
  spoiling(defects, 'catalog').reduce(
    (spoiled, { catalog }) => catalog(spoiled),
    text,
  );

/** What is to be done to files of the repository, by path. */
export const spoiledFiles = defects =>
  spoiling(defects, 'files').flatMap(({ files }) => Object.entries(files));
