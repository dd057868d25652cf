// The version of the package, from its own description.
import description from '../../package.json' with { type: 'json' };

export const version: string = description.version;
