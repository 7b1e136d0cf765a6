/** The answers of a host to these paths (of all, without one), spoiled one after the other. */
export const answersOf = (host, paths, ...spoils) => ({
  answer: {
    host,
    spoil: (reply, request) =>
      paths.length === 0 || paths.some(path => fits(path, request.path))
        ? spoils.reduce(
            (spoiled, spoil) => spoiled && spoil(spoiled, request),
            reply,
          )
        : reply,
  },
});

const fits = (path, asked) =>
  path instanceof RegExp ? path.test(asked) : path === asked;

/** null takes the header away. */
export const header = (name, value) => reply => {
  const { [name]: _, ...headers } = reply.headers;
  return {
    ...reply,
    headers: value === null ? headers : { ...headers, [name]: value },
  };
};

export const status = code => reply => ({ ...reply, status: code });

export const text = edit => reply => ({ ...reply, body: edit(reply.body) });

/** `edit` changes the value in place. */
export const json = edit =>
  text(body => {
    const value = JSON.parse(body);
    edit(value);
    return JSON.stringify(value);
  });

/** No answer at all. */
export const silence = () => null;

/** Replaces every place in a text; throws where there is none: such a defect would spoil nothing. */
export const replacing = (from, to) => before => {
  const after = before.replaceAll(from, to);
  if (after === before) throw new Error(`There is no ${from} to spoil`);
  return after;
};

/** Takes the heading of a section away, with all that stands under it. */
export const withoutSection = heading =>
  replacing(
    new RegExp(`^(#+) ${heading}\\n[^]*?(?=^#{1,2} |(?![^]))`, 'gm'),
    '',
  );
