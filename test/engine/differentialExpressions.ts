/** Random expressions of one kind each. */
import type { Tape } from './differentialTape.ts';

/** The fields that later stages may use, by what they hold. */
export interface Names {
  texts: string[];
  numbers: string[];
  conditions: string[];
}

/** Names are found whatever their case. */
export function spell(tape: Tape, name: string): string {
  return tape.oneIn(6) ? name.toUpperCase() : name;
}

const literalTexts = ['"a"', '"A"', '""', '"7"', '"10"', '"x"', '"a b"', '"é☃😀"', '"1e3"', '"true"'];
const literalNumbers = ['0', '1', '2', '2.5', '10', '1000', '-1', '1k'];
const globs = ['"*"', '"a*"', '"*b"', '"*=*"', '""', '"?"', '"é*"', '"*@*.com"', '"a%"', '"_"'];
const regexes = ['/^a/', '/\\d+/', '/(?i)A B/', '/ann|bob/', '/./'];

/** An expression that gives a number or null. */
export function makeNumber(tape: Tape, names: Names, depth = 2): string {
  if (depth === 0 || tape.oneIn(3))
    return tape.pick([...names.numbers, ...names.texts.slice(0, 2), ...literalNumbers.slice(0, 5)]);
  const inner = (): string => makeNumber(tape, names, depth - 1);
  const one = tape.pick(['abs', 'ceil', 'floor', 'round', 'num', 'toLong', 'toInt', 'sqrt', 'fromSeconds']);
  return tape.pick([
    () => `(${inner()} ${tape.pick(['+', '-', '*'])} ${inner()})`,
    () => `${inner()} / ${tape.pick(['2', '4', '0.5'])}`,
    () => `toInt(${inner()}) % ${tape.pick(['2', '7'])}`,
    () => (one === 'sqrt' ? `sqrt(abs(${inner()}))` : `${one}(${inner()})`),
    () => `${tape.pick(['min', 'max'])}(${inner()}, ${inner()})`,
    () => `length(${makeText(tape, names, depth - 1)})`,
    () => `if(${makeCondition(tape, names, depth - 1)}, num(${inner()}), num(${inner()}))`,
    () => `jsonArraySize(${tape.pick(names.texts)})`,
    () => `ipv4ToNumber(${tape.pick(names.texts)})`,
    () => `hexToDec(${tape.pick(names.texts)})`,
  ])();
}

/** An expression that gives text or null. */
export function makeText(tape: Tape, names: Names, depth = 2): string {
  if (depth === 0 || tape.oneIn(3)) return tape.pick([...names.texts, ...literalTexts]);
  const inner = (): string => makeText(tape, names, depth - 1);
  return tape.pick([
    () => `concat(${inner()}, ${inner()})`,
    () => `concat(${inner()}, "-", ${tape.pick([...names.numbers, '1', '2.5', 'true'])})`,
    () => `${tape.pick(['toUpperCase', 'toLowerCase', 'trim', 'toString'])}(${inner()})`,
    () => `substring(${inner()}, ${tape.pick(['0', '1', '3', '-1'])})`,
    () => `substring(${inner()}, ${tape.pick(['0', '1'])}, ${tape.pick(['1', '0', '5', '100'])})`,
    () => `replace(${inner()}, ${tape.pick(['"a"', '"b"', '" "', '"*"', '"."'])}, ${tape.pick(['"z"', '""', '"$1"'])})`,
    () => `replace(${inner()}, ${tape.pick(['/[a-z]/', '/(\\w)(\\d)/', '/^a/'])}, ${tape.pick(['"z"', '"<$1>"', '""'])})`.replace('/[a-z]/, "<$1>"', '/([a-z])/, "<$1>"').replace('/^a/, "<$1>"', '/^(a)/, "<$1>"'), // prettier-ignore
    () => `if(${makeCondition(tape, names, depth - 1)}, ${inner()}, ${inner()})`,
    () => `formatDate(_messageTime, ${tape.pick(['"yyyy-MM-dd HH:mm:ss"', '"EEE"', '"HH"'])})`,
    () => `${tape.pick(['base64Encode', 'urlencode'])}(${inner()})`,
    () => `getCIDRPrefix(${tape.pick(names.texts)}, ${tape.pick(['"24"', '8'])})`,
    () => `hash(${inner()}, ${tape.pick(['"md5"', '"sha1"'])})`,
  ])();
}

/** An expression that is true or false. */
export function makeCondition(tape: Tape, names: Names, depth = 2): string {
  const inner = (): string => makeCondition(tape, names, depth - 1);
  const operator = (): string => tape.pick(['=', '!=', '<', '<=', '>', '>=']);
  const simple = [
    () => `${makeText(tape, names, 0)} ${operator()} ${makeText(tape, names, 0)}`,
    () => `${spell(tape, tape.pick(names.texts))} ${operator()} ${tape.pick(literalNumbers)}`,
    () => `${tape.pick(names.texts)} ${operator()} ${makeNumber(tape, names, 0)}`,
    () => `${makeNumber(tape, names, 1)} ${operator()} ${makeNumber(tape, names, 0)}`,
    () => `${tape.pick(names.texts)} ${tape.pick(['matches', 'not matches'])} ${tape.pick([...globs, ...regexes])}`,
    () => `${tape.pick(names.texts)} matches concat("*", ${tape.pick(names.texts)}, "*")`,
    () => `${tape.pick(names.texts)} contains ${tape.pick([...literalTexts, ...names.texts])}`,
    () => `${tape.pick(names.texts)} ${tape.pick(['in', 'not in'])} (${literalTexts.slice(0, 3).join(', ')}, 7)`,
    () => `num(${tape.pick(names.texts)}) in (1, 2.5, 10, "3")`,
    () => `${tape.pick(['isNull', 'isEmpty', 'isBlank', 'isNumeric'])}(${tape.pick(names.texts)})`,
    () => `isNull(${makeNumber(tape, names, 1)})`,
    () => `${tape.pick(['isValidIPv4', 'luhn'])}(${tape.pick(names.texts)})`,
    () => `compareCIDRPrefix(${tape.pick(names.texts)}, "10.0.0.0", ${tape.pick(['toInt(8)', '"24"'])})`,
    () => tape.pick([...names.conditions, 'true']),
  ];
  if (depth === 0 || tape.oneIn(2)) return tape.pick(simple)();
  return tape.pick([
    () => `(${inner()} and ${inner()})`,
    () => `(${inner()} or ${inner()})`,
    () => `!(${inner()})`,
    () => `if(${inner()}, ${inner()}, ${inner()})`,
    () => `(${inner()} ? ${inner()} : ${inner()})`,
  ])();
}
