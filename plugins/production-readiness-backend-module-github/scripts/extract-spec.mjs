// Takes from GitHub's published OpenAPI document what the contract test rests
// on: of each operation that is asked, its parameters and the shape of its
// answers, without any text. The document is large, so it is no dependency:
//
//   npm pack @octokit/openapi && tar xzf octokit-openapi-*.tgz
//   node scripts/extract-spec.mjs package/generated/api.github.com.json
import { readFile, writeFile } from 'node:fs/promises';

const OPERATIONS = [
  '/orgs/{org}/members',
  '/repos/{owner}/{repo}',
  '/repos/{owner}/{repo}/actions/workflows',
  '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
  '/repos/{owner}/{repo}/branches/{branch}',
  '/repos/{owner}/{repo}/code-scanning/alerts',
  '/repos/{owner}/{repo}/commits',
  '/repos/{owner}/{repo}/commits/{commit_sha}/pulls',
  '/repos/{owner}/{repo}/contents/{path}',
  '/repos/{owner}/{repo}/dependabot/alerts',
  '/repos/{owner}/{repo}/issues',
  '/repos/{owner}/{repo}/keys',
  '/repos/{owner}/{repo}/pulls',
  '/repos/{owner}/{repo}/rules/branches/{branch}',
  '/repos/{owner}/{repo}/secret-scanning/alerts',
  '/repos/{owner}/{repo}/tags',
];
const TEXT = new Set([
  'description',
  'discriminator',
  'example',
  'examples',
  'externalDocs',
  'summary',
  'title',
]);

const document = JSON.parse(await readFile(process.argv[2], 'utf8'));
const at = ref =>
  ref
    .slice(2)
    .split('/')
    .reduce((part, key) => part[key], document);
const resolve = value => (value?.$ref ? resolve(at(value.$ref)) : value);
const wanted = new Set();

/** Without text; schemas that are named stay named, and are taken along. */
function bare(value, isMap = false) {
  if (Array.isArray(value)) return value.map(each => bare(each));
  if (typeof value !== 'object' || value === null) return value;
  if (value.$ref) {
    wanted.add(value.$ref);
    return { $ref: value.$ref };
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => isMap || !(TEXT.has(name) || name.startsWith('x-')))
      .map(([name, inner]) => [name, bare(inner, name === 'properties')]),
  );
}

const paths = Object.fromEntries(
  OPERATIONS.map(path => {
    const { get } = document.paths[path];
    const parameters = (get.parameters ?? [])
      .map(resolve)
      .filter(each => each.in === 'query')
      .map(({ name, schema }) => ({ name, in: 'query', schema: bare(schema) }));
    const responses = Object.fromEntries(
      Object.entries(get.responses)
        .map(([status, response]) => [status, resolve(response)])
        .filter(([, { content }]) => content?.['application/json']?.schema)
        .map(([status, { content }]) => [
          status,
          {
            content: {
              'application/json': {
                schema: bare(content['application/json'].schema),
              },
            },
          },
        ]),
    );
    return [path, { get: { parameters, responses } }];
  }),
);
const schemas = {};
for (const ref of wanted) {
  // The set grows while it is walked, until all that is named is there.
  schemas[ref.split('/').at(-1)] = bare(at(ref));
}
await writeFile(
  new URL('../src/__fixtures__/github-openapi.json', import.meta.url),
  JSON.stringify({
    source: `${document.info.title} ${document.info.version} (${document.info.license.name})`,
    paths,
    components: { schemas },
  }),
);
