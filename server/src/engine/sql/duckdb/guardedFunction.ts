/** Functions that DuckDB calls back for. */
import type { DuckDBDataChunk, DuckDBScalarFunctionInfo, DuckDBVector } from '@duckdb/node-api';

type MainFunction = (info: DuckDBScalarFunctionInfo, input: DuckDBDataChunk, output: DuckDBVector) => void;

/**
 * Passes on what a function throws as the error of the query: an error that is thrown out of a callback would leave
 * the query waiting for ever.
 */
export function guarded(work: (input: DuckDBDataChunk, output: DuckDBVector) => void): MainFunction {
  return (info, input, output) => {
    try {
      work(input, output);
      output.flush();
    } catch (error) {
      info.setError(error instanceof Error ? error.message : 'A value could not be computed.');
    }
  };
}
