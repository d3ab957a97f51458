import type { Example, ExampleRow, ExampleValue, FunctionRecord, Parameter, ValueType } from '../records.ts';

/** What the tables say about a function; kind and id follow from it, and mostly the syntax too. */
export type FunctionEntry = Omit<FunctionRecord, 'kind' | 'id' | 'syntax'> & {
  /** Only where the parameters do not say it all. */
  readonly syntax?: string;
};

/** The full record of an entry. Its id is the first name in lower case. */
export function define({ syntax, ...entry }: FunctionEntry): FunctionRecord {
  const [name = ''] = entry.names;
  return { kind: 'function', id: name.toLowerCase(), syntax: syntax ?? syntaxOf(name, entry.parameters), ...entry };
}

function syntaxOf(name: string, parameters: readonly Parameter[]): string {
  const list = parameters.reduceRight((rest, parameter, index) => {
    const written = `${index === 0 ? '' : ', '}<${parameter.name}>${parameter.repeated === true ? '[, …]' : ''}${rest}`;
    return parameter.optional === true ? `[${written}]` : written;
  }, '');
  return `${name}(${list})`;
}

/** A parameter that has to be given. */
export function required(name: string, type: ValueType, summary: string): Parameter {
  return { name, type, summary };
}

/** A parameter that may be left out. */
export function optional(name: string, type: ValueType, summary: string): Parameter {
  return { name, type, summary, optional: true };
}

/** An example of one row: what the call gives in a column `result`. */
export function gives(call: string, result: ExampleValue, row: ExampleRow = {}): Example {
  return { pipeline: `${call} as result`, input: [row], output: [{ result }] };
}

/** Said of every function that turns one value into another. */
export const inPlace = 'Without `as`, a call on a single field overwrites that field.';
