import type { DashboardVariable } from '../../../protocol/dashboard.ts';
import { parseDocument } from '../../document/document.ts';
import { sameField } from '../../syntax/fieldNames.ts';
import type { sourceVariableNames } from '../sourceVariables.ts';
import { variableCycles } from '../variableCycles.ts';
import { isSourceVariable, isVariableName } from '../variableNames.ts';
import { objectOf, textOf, type JsonObject, type Notes } from './values.ts';

/** What the two variables every dashboard has are at first in the hosted product. */
const dataSources: Readonly<Record<(typeof sourceVariableNames)[number], string>> = {
  CloudTrailLogsDataSource: '_sourceCategory=AWS/CloudTrail',
  SESNotificationsDataSource: '_sourceCategory=AWS/SES/Notifications',
};

/** Variables of the hosted product, without those that every dashboard has here and those that cannot be here. */
export function fromHostedVariables(list: readonly JsonObject[], notes: Notes): readonly DashboardVariable[] {
  const found = new Map<string, DashboardVariable>();
  for (const hostedVariable of list) {
    const name = textOf(hostedVariable['name']).trim();
    if (isSourceVariable(name)) tellSource(name, textOf(hostedVariable['defaultValue']), notes);
    else if (!isVariableName(name)) notes.add(`The variable "${name}" was left out: no query can use such a name.`);
    else if (found.has(name.toLowerCase())) notes.add(`The second variable called "${name}" was left out.`);
    else found.set(name.toLowerCase(), fromHosted(name, hostedVariable, notes));
  }
  const variables = [...found.values()];
  const circular = new Set(variableCycles(variables).map(({ index }) => index));
  return variables.map((variable, index) => (circular.has(index) ? withoutQuery(variable, notes) : variable));
}

function tellSource(name: string, value: string, notes: Notes): void {
  const usual = Object.entries(dataSources).find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1];
  if (value !== '' && value !== '*' && value !== usual)
    notes.add(`The value ${value} of the variable "${name}" was left out: here it is chosen for all dashboards.`);
}

function withoutQuery({ name, label, default: usual, multi }: DashboardVariable, notes: Notes): DashboardVariable {
  notes.add(`The values of the variable "${name}" depend on themselves, so it takes every text.`);
  return {
    name,
    kind: 'text',
    ...(label === undefined ? {} : { label }),
    ...(usual === undefined ? {} : { default: usual }),
    ...(multi === undefined ? {} : { multi }),
  };
}

function fromHosted(name: string, variable: JsonObject, notes: Notes): DashboardVariable {
  const label = textOf(variable['displayName']);
  const value = textOf(variable['defaultValue']);
  if (variable['hideFromUI'] === true) notes.add(`The variable "${name}" was hidden; here it is shown.`);
  const base = {
    name,
    ...(label === '' || label === name ? {} : { label }),
    ...(value === '' || value === '*' ? {} : { default: value }),
    ...(variable['allowMultiSelect'] === true ? { multi: true } : {}),
  };
  const source = objectOf(variable['sourceDefinition']);
  const column = textOf(source['field']);
  switch (source['variableSourceType']) {
    case 'LogQueryVariableSourceDefinition': {
      const query = textOf(source['query']);
      // The first column is what is taken here when none is named.
      const isFirst = column === '' || sameField(column, firstColumn(query));
      return { ...base, kind: 'query', query, ...(isFirst ? {} : { column }) };
    }
    case 'CsvVariableSourceDefinition': {
      const values = fromCsv(textOf(source['values']));
      return values.length === 0 ? { ...base, kind: 'text' } : { ...base, kind: 'list', values };
    }
    default:
      notes.add(`The values of the variable "${name}" come from something that is not here, so it takes every text.`);
      return { ...base, kind: 'text' };
  }
}

/** A variable for the hosted product. */
export function toHostedVariable(variable: DashboardVariable): JsonObject {
  return hosted(variable.name, variable.label, variable.default, variable.multi === true, sourceOf(variable));
}

/** The variables with the scopes of logs that the queries use: the hosted product has to be told of them. */
export function dataSourceVariables(queries: readonly string[], notes: Notes): readonly JsonObject[] {
  const names = Object.keys(dataSources) as readonly (keyof typeof dataSources)[];
  return names.flatMap((name) => {
    if (!queries.some((query) => query.toLowerCase().includes(name.toLowerCase()))) return [];
    notes.add(
      `The variable "${name}" was added with the value ${dataSources[name]}: change it to where your logs are.`,
    );
    const source = { variableSourceType: 'CsvVariableSourceDefinition', values: dataSources[name] };
    return [hosted(name, undefined, dataSources[name], false, source)];
  });
}

function hosted(
  name: string,
  label: string | undefined,
  value: string | undefined,
  multi: boolean,
  sourceDefinition: JsonObject,
): JsonObject {
  return {
    id: null,
    name,
    displayName: label ?? name,
    defaultValue: value ?? '*',
    sourceDefinition,
    allowMultiSelect: multi,
    includeAllOption: (value ?? '*') === '*',
    hideFromUI: false,
    valueType: 'Any',
  };
}

function sourceOf(variable: DashboardVariable): JsonObject {
  if (variable.kind === 'query') {
    const field = variable.column ?? firstColumn(variable.query);
    return { variableSourceType: 'LogQueryVariableSourceDefinition', query: variable.query, field };
  }
  const values = variable.kind === 'list' ? toCsv(variable.values) : '';
  return { variableSourceType: 'CsvVariableSourceDefinition', values };
}

/** The first field that the last aggregation groups by, which is the first column of its answer. */
function firstColumn(query: string): string {
  const stages = parseDocument(query).cells[0]?.query.stages ?? [];
  const last = stages.findLast((stage) => stage.kind === 'aggregateStage');
  return (last?.kind === 'aggregateStage' ? last.groupBy[0]?.name : undefined) ?? '';
}

function toCsv(values: readonly string[]): string {
  return values
    .map((value) => (/[",\s]/.test(value) || value === '' ? `"${value.replaceAll('"', '""')}"` : value))
    .join(',');
}

function fromCsv(text: string): readonly string[] {
  if (text.trim() === '') return [];
  return [...text.matchAll(/(?:^|,)\s*(?:"((?:[^"]|"")*)"|([^,]*?))\s*(?=,|$)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}
