/** The language core: what a `.sesq` text means. Pure functions, no input or output. */
export { catalog, findAggregate, findFunction, findOperator } from './catalog/catalog.ts';
export type { AggregateRecord, FunctionRecord, OperatorRecord, Parameter, ValueType } from './catalog/records.ts';
export { checkDocument } from './analysis/check.ts';
export { parametersOf, variablesOf, type QueryParameter, type QueryVariable } from './analysis/variables.ts';
export { complete, type Completion } from './completion/complete.ts';
export { diagnosticCodes, type DiagnosticCode } from './diagnostics/codes.ts';
export type { Diagnostic, Fix, Severity, TextEdit } from './diagnostics/diagnostic.ts';
export { cellAt, parseDocument, type Cell, type Directive, type SesqDocument } from './document/document.ts';
export { regexGroups, type RegexGroup } from './regex/groups.ts';
export { regexSource } from './regex/source.ts';
export { foldField, sameField } from './syntax/fieldNames.ts';
export { LineIndex, type Position } from './syntax/lineIndex.ts';
export type * from './syntax/nodes.ts';
export type { TextRange } from './syntax/range.ts';
export { millisecondsPerUnit } from './lexer/literals.ts';
export { formatDocument, formatRange, formatText } from './format/format.ts';
export { defaultFormatOptions, type FormatOptions } from './format/options.ts';
