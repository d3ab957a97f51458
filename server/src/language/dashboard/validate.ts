import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { getNodeValue, type JSONPath, type Node } from 'jsonc-parser';
import { closest } from '../diagnostics/didYouMean.ts';
import type { DashboardFile } from './fileTypes.ts';
import { problem, type FileProblem } from './problems.ts';
import { dashboardSchema } from './schema.ts';
import { keyOf, nodesOf, placeOf } from './tree.ts';

let compiled: ValidateFunction<DashboardFile> | undefined;

const options = { allErrors: true, strict: false, discriminator: true, verbose: true };

/** Compiling takes longer than checking, so it waits for the first file; that the schema itself is right, a test shows. */
function validator(): ValidateFunction<DashboardFile> {
  return (compiled ??= new Ajv({ ...options, validateSchema: false, meta: false }).compile(dashboardSchema));
}

export interface ValidatedFile {
  /** The file as far as its form is right; undefined with errors. */
  readonly file: DashboardFile | undefined;
  readonly problems: readonly FileProblem[];
}

/** Compares a file with the schema; members that are not known are warnings. */
export function validate(root: Node): ValidatedFile {
  // Objects of the parser have no prototype; those of JSON.parse are like any others.
  const value: unknown = JSON.parse(JSON.stringify(getNodeValue(root)));
  const validateFile = validator();
  validateFile(value);
  const errors = validateFile.errors ?? [];
  const problems = [...duplicateMembers(root), ...errors.flatMap((error) => problemsOf(error, root, value))];
  const usable = problems.every(({ severity }) => severity === 'warning');
  if (usable) for (const error of errors) removeUnknown(error, value);
  return { file: usable ? (value as DashboardFile) : undefined, problems };
}

/** What is told to be ignored is ignored. */
function removeUnknown({ keyword, instancePath, params }: ErrorObject, file: unknown): void {
  if (keyword !== 'additionalProperties') return;
  let owner = file;
  for (const step of stepsOf(instancePath)) owner = (owner as Readonly<Record<string, unknown>>)[step];
  Reflect.deleteProperty(owner as object, String(params['additionalProperty']));
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? '';
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
};

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  object: 'an object',
  array: 'a list',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
};

/** What each keyword of the schema says when it is not met, with the name of the member it is about. */
const messages: Readonly<Record<string, (error: ErrorObject, member: string) => string>> = {
  type: ({ params }, member) => {
    const types = [params['type'] as string | readonly string[]].flat();
    return `${member} must be ${types.map((type) => typeNames[type] ?? type).join(' or ')}.`;
  },
  enum: (error, member) => {
    const near = nearestOf(error);
    const allowed = error.params['allowedValues'] as readonly string[];
    const hint = near === undefined ? `Give one of ${allowed.join(', ')}.` : `Did you mean \`${near}\`?`;
    return `${member} cannot be ${shown(error.data)}. ${hint}`;
  },
  const: ({ params }, member) => `${member} must be ${shown(params['allowedValue'])}.`,
  minLength: (_error, member) => `${member} must not be empty.`,
  minimum: ({ params }, member) => `${member} must be ${String(params['limit'])} or more.`,
  maximum: ({ params }, member) => `${member} must be ${String(params['limit'])} or less.`,
  pattern: (_error, member) =>
    member === '`id`'
      ? `${member} may have letters, digits, \`-\` and \`_\` only.`
      : `${member} may have letters, digits, \`_\`, dots and blanks between them only.`,
};

/** Keywords that only sum up what others have said. */
const silent = new Set(['if', 'then']);

function problemsOf(error: ErrorObject, root: Node, file: unknown): readonly FileProblem[] {
  const path = pathOf(error.instancePath, file);
  const last = path.at(-1);
  const member =
    typeof last === 'string' ? `\`${last}\`` : path.length === 0 ? 'A dashboard' : 'Each entry of the list';
  if (silent.has(error.keyword)) return [];
  if (error.keyword === 'additionalProperties') {
    const unknown = String(error.params['additionalProperty']);
    const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
    const near = closest(unknown, known);
    const hint = near === undefined ? 'It is ignored.' : `Did you mean \`${near}\`?`;
    const message = `Nothing is known by the name of \`${unknown}\` here. ${hint}`;
    return [problem('dashboard.unknown-member', keyOf(root, [...path, unknown]), message, near)];
  }
  if (error.keyword === 'required') {
    // The choice between `query` and `queryFile` is told once, by its `oneOf`.
    if (!('type' in (error.parentSchema as object))) return [];
    const missing = String(error.params['missingProperty']);
    return [problem('dashboard.missing', openingAt(root, path), `\`${missing}\` is missing.`)];
  }
  if (error.keyword === 'oneOf') {
    if (typeof error.data !== 'object' || error.data === null || Array.isArray(error.data)) return [];
    const message =
      error.params['passingSchemas'] === null
        ? 'A panel needs a `query`, or the name of a file with one as `queryFile`.'
        : 'A panel has either a `query` or a `queryFile`, not both.';
    return [problem('dashboard.missing', openingAt(root, path), message)];
  }
  if (error.keyword === 'discriminator') {
    const kinds = ['text', 'list', 'query'];
    const written: unknown = error.params['tagValue'];
    if (written === undefined) return [];
    const near = typeof written === 'string' ? closest(written, kinds) : undefined;
    const hint = near === undefined ? `Give one of ${kinds.join(', ')}.` : `Did you mean \`${near}\`?`;
    return [
      problem(
        'dashboard.value',
        placeOf(root, [...path, 'kind']),
        `\`kind\` cannot be ${shown(written)}. ${hint}`,
        near,
      ),
    ];
  }
  const message = messages[error.keyword]?.(error, member) ?? `${member} is not as expected.`;
  return [problem('dashboard.value', placeOf(root, path), message, nearestOf(error))];
}

/** The allowed value that was probably meant. */
function nearestOf({ keyword, params, data }: ErrorObject): string | undefined {
  if (keyword !== 'enum' || typeof data !== 'string') return undefined;
  return closest(data, params['allowedValues'] as readonly string[]);
}

function openingAt(root: Node, path: JSONPath): { readonly start: number; readonly end: number } {
  const place = placeOf(root, path);
  const start = 'offset' in place ? place.offset : place.start;
  return { start, end: start + 1 };
}

const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The steps of a JSON pointer; those into lists are numbers. */
function pathOf(pointer: string, file: unknown): JSONPath {
  const path: (string | number)[] = [];
  let value = file;
  for (const name of stepsOf(pointer)) {
    path.push(Array.isArray(value) ? Number(name) : name);
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return path;
}

function duplicateMembers(root: Node): readonly FileProblem[] {
  const problems: FileProblem[] = [];
  for (const node of nodesOf(root)) {
    if (node.type !== 'object') continue;
    const seen = new Set<string>();
    for (const { children: [key] = [] } of node.children ?? []) {
      if (key === undefined) continue;
      const name = String(key.value);
      if (seen.has(name))
        problems.push(problem('dashboard.duplicate-member', key, `\`${name}\` is written twice; the last one counts.`));
      seen.add(name);
    }
  }
  return problems;
}
