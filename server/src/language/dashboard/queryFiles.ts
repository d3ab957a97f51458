/** Gives the text of a query file by its path as written in the dashboard; undefined when it cannot be read. */
export type QueryFiles = (path: string) => string | undefined;

/** Query files with more bytes are not read: a file is named by whoever wrote the dashboard, and may be anything. */
export const longestQueryFile = 1024 * 1024;

/**
 * True for the path of a `.sesq` file from the dashboard's folder. No other file is opened, so that a dashboard from
 * elsewhere brings nothing else on screen; a whole path could also name another machine, which would learn who asks.
 */
export function isQueryFile(path: string): boolean {
  return path.endsWith('.sesq') && !/^(?:[/\\]|[A-Za-z]:)/.test(path);
}

/** Only query files, whatever else the reader would read. */
export function onlyQueryFiles(read: QueryFiles): QueryFiles {
  return (path) => (isQueryFile(path) ? read(path) : undefined);
}
