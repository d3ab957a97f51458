/** What wrappers say about the records in them, kept beside each record. */
import { wrapperFields } from '../../language/schema/wrappers.ts';
import type { WrapperName } from '../../language/schema/wrappers.ts';
import { BYTE } from './bytes.ts';
import { compact } from './compact.ts';
import type { JsonObject } from './jsonObject.ts';
import { repairSurrogates } from './surrogates.ts';

interface Member {
  readonly spellings: readonly string[];
  /** JSON text of the field's name. */
  readonly key: string;
}

const membersOf = new Map<WrapperName, Member[]>();
for (const { wrapper, member, name, alsoSpelt } of wrapperFields) {
  const known = membersOf.get(wrapper) ?? [];
  known.push({ spellings: alsoSpelt === undefined ? [member] : [member, alsoSpelt], key: JSON.stringify(name) });
  membersOf.set(wrapper, known);
}

/** One object that holds members of a wrapper. It is looked into once, and only when a record turns up inside. */
export class EnvelopePart {
  readonly #wrapper: WrapperName;
  readonly #object: JsonObject;
  #fields: ReadonlyMap<string, string> | undefined;

  constructor(wrapper: WrapperName, object: JsonObject) {
    this.#wrapper = wrapper;
    this.#object = object;
  }

  /** JSON texts by the JSON texts of the names of fields; members that are null are left out. */
  get fields(): ReadonlyMap<string, string> {
    this.#fields ??= this.#read();
    return this.#fields;
  }

  #read(): ReadonlyMap<string, string> {
    const fields = new Map<string, string>();
    for (const { spellings, key } of membersOf.get(this.#wrapper) ?? []) {
      const spelling = spellings.find((each) => this.#object.has(each));
      const value = spelling === undefined ? undefined : this.#object.value(spelling);
      const text = value === undefined ? 'null' : textOf(value);
      if (text !== 'null') fields.set(key, text);
    }
    return fields;
  }
}

/** The JSON text of a value on one line, such that strict readers accept it. */
function textOf(value: Buffer): string {
  if (value[0] === BYTE.quote && !value.includes(BYTE.backslash)) return value.toString('utf8');
  return Buffer.from(repairSurrogates(compact(value))).toString('utf8');
}

/** The parts of all wrappers around a record, from the outermost inwards. */
export type Envelope = readonly EnvelopePart[];

/**
 * The envelope as one JSON object with a member for each field; undefined when no wrapper says anything. What an inner
 * wrapper says replaces what an outer one of the same kind says.
 */
export function envelopeText(envelope: Envelope): string | undefined {
  if (envelope.length === 0) return undefined;
  const fields = new Map<string, string>();
  for (const part of envelope) for (const [key, text] of part.fields) fields.set(key, text);
  if (fields.size === 0) return undefined;
  return `{${[...fields].map(([key, text]) => `${key}:${text}`).join(',')}}`;
}
