/** The shape of settings of sources, checked against the schema, with sentences for people. */
import { Ajv } from 'ajv';
import type { ErrorObject } from 'ajv';
import { distance } from 'fastest-levenshtein';

import { sourcesSchema } from './schema.ts';

/** Something in the settings that is not as it should be. */
export interface ShapeProblem {
  /** Keys and indexes that lead to the place. */
  readonly path: readonly (string | number)[];
  /** The unknown member itself is meant, not the value that holds it. */
  readonly member: string | undefined;
  /** A sentence. */
  readonly message: string;
}

let ajv: Ajv | undefined;

/** Made when it is needed: most runs have no such settings. */
function schemas(): Ajv {
  ajv ??= new Ajv({ allErrors: true, verbose: true, strictTypes: false }).addSchema(sourcesSchema);
  return ajv;
}

/** Checks a whole file of sources, or the list alone. Empty when everything is fine. */
export function checkShape(value: unknown, what: 'file' | 'list'): readonly ShapeProblem[] {
  const validate = schemas().getSchema(
    what === 'file' ? 'sources.schema.json' : 'sources.schema.json#/definitions/sources',
  );
  if (validate === undefined) throw new Error('The schema of sources is not there.');
  if (validate(value) === true) return [];
  return (
    (validate.errors ?? [])
      // The pattern that a name does not fit is told once, with the name.
      .filter(({ keyword, propertyName }) => !(keyword === 'pattern' && propertyName !== undefined))
      // A misspelt member says more than that the right one is missing.
      .toSorted((a, b) => Number(b.keyword === 'additionalProperties') - Number(a.keyword === 'additionalProperties'))
      .map((error) => describe(error, what))
  );
}

/** `"sources[0].paths"` for a way to a value, with what the whole is called in front. */
function placeName(path: readonly (string | number)[], what: 'file' | 'list'): string {
  const written = path.map((step) => (typeof step === 'number' ? `[${String(step)}]` : `.${step}`)).join('');
  if (what === 'list') return `"sesq.sources${written}"`;
  return written === '' ? 'the file' : `"${written.slice(1)}"`;
}

type Describe = (error: ErrorObject, place: string) => string;

const descriptions: Readonly<Record<string, Describe>> = {
  additionalProperties: (error, place) => {
    const name = String(error.params['additionalProperty']);
    const known = Object.keys((error.parentSchema?.['properties'] ?? {}) as object).filter(
      (each) => !each.startsWith('$'),
    );
    const near = known.find((each) => distance(each.toLowerCase(), name.toLowerCase()) <= Math.max(2, each.length / 4));
    const advice = near === undefined ? `Known are ${known.join(', ')}.` : `Did you mean "${near}"?`;
    return `"${name}" in ${place} means nothing. ${advice}`;
  },
  required: (error, place) => `${place} needs "${String(error.params['missingProperty'])}".`,
  type: (error, place) => `${place} must be ${typeName(String(error.params['type']))}, not ${nameOf(error.data)}.`,
  enum: (error, place) => {
    const allowed = (error.params['allowedValues'] as readonly string[]).join(', ');
    const near = (error.params['allowedValues'] as readonly string[]).find(
      (each) => typeof error.data === 'string' && distance(each.toLowerCase(), error.data.toLowerCase()) <= 2,
    );
    return `${place} must be one of ${allowed}, not ${nameOf(error.data)}.${near === undefined ? '' : ` Did you mean "${near}"?`}`;
  },
  const: (error, place) =>
    `${place} must be ${JSON.stringify(error.params['allowedValue'])}, not ${nameOf(error.data)}.`,
  minItems: (_, place) => `${place} is empty: name at least one.`,
  minLength: (_, place) => `${place} is empty.`,
  propertyNames: (error, place) =>
    `"${String(error.params['propertyName'])}" in ${place} is no name of a field. Names begin with a letter and hold letters, digits, "_", "." and "-".`,
};

function describe(error: ErrorObject, what: 'file' | 'list'): ShapeProblem {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const place = placeName(path, what);
  const member =
    (error.params['additionalProperty'] as string | undefined) ??
    (error.keyword === 'propertyNames' ? String(error.params['propertyName']) : undefined);
  const message = descriptions[error.keyword]?.(error, place) ?? `${place} ${error.message ?? 'is wrong'}.`;
  return { path, member, message: message.charAt(0).toUpperCase() + message.slice(1) };
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  boolean: 'true or false',
  number: 'a number',
};

function typeName(type: string): string {
  return TYPE_NAMES[type] ?? type;
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const written = JSON.stringify(value);
  return written.length > 60 ? `${written.slice(0, 60)}…` : written;
}
