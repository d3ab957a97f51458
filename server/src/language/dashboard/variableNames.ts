import { sourceVariableNames } from './sourceVariables.ts';

/** What a variable may be called, as a regular expression: what can stand between the braces of `{{name}}`. */
export const variableNamePattern = String.raw`^[\p{L}\p{N}_](?:[\p{L}\p{N}_. ]*[\p{L}\p{N}_.])?$`;

const variableName = new RegExp(variableNamePattern, 'u');
const sourceNames: ReadonlySet<string> = new Set(sourceVariableNames.map((name) => name.toLowerCase()));

/** Whether queries could use a variable of that name. */
export function isVariableName(name: string): boolean {
  return variableName.test(name);
}

/** Whether every dashboard has a variable of that name anyway; its value is a scope that finds logs. */
export function isSourceVariable(name: string): boolean {
  return sourceNames.has(name.toLowerCase());
}
