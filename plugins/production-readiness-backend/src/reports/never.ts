/** End of a fact that time alone does not end. */
export const NEVER = '9999-12-31T00:00:00.000Z';
