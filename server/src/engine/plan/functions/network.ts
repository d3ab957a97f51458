/** Functions on IP addresses and on places. */
import { calculate } from '../expressions/arithmetic.ts';
import { convert, toCondition, toDouble, toText } from '../coerce.ts';
import { boolean, call, isNothing, text } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { binary, required, unary } from './functionPlanner.ts';
import type { FunctionPlanner, FunctionTable } from './functionPlanner.ts';
import type { AddressKind } from './libraryFunctions.ts';

/** The language drops rows for which these functions are asked about no IPv4 address; `false` would keep them with null. */
const dropsOtherRows = true;

/** In kilometres; the radius that reproduces the language's own example. */
const earthRadius = 6372.8;

function isOfKind(...kinds: readonly AddressKind[]): FunctionPlanner {
  return {
    least: 1,
    most: 1,
    plan: ([value], { name, planner }) => {
      const kind = call('ipv4Kind', 'text', toText(required(value)));
      if (dropsOtherRows)
        planner.demands.add({
          condition: call('not', 'boolean', call('isNull', 'boolean', kind)),
          reason: `${name} takes IPv4 addresses only`,
        });
      return call('in', 'boolean', kind, ...kinds.map(text));
    },
  };
}

function isIPv4(value: Scalar): Scalar {
  if (isNothing(value)) return boolean(false);
  return call('not', 'boolean', call('isNull', 'boolean', call('ipv4Number', 'long', toText(value))));
}

function isIPv6(value: Scalar): Scalar {
  return toCondition(call('isIPv6', 'boolean', toText(value)));
}

/** The network of an address; the number of bits may be text. */
function network(address: Scalar, bits: Scalar): Scalar {
  return call('ipv4Network', 'text', toText(address), convert(bits, 'long'));
}

function haversine(coordinates: readonly Scalar[]): Scalar {
  const angle = call('greatCircleAngle', 'double', ...coordinates.map(toDouble));
  return calculate('*', angle, { kind: 'constant', value: earthRadius, type: 'double' });
}

export const networkFunctions: FunctionTable = {
  isprivateip: isOfKind('private'),
  ispublicip: isOfKind('public'),
  isreservedip: isOfKind('private', 'reserved'),
  isvalidipv4: unary(isIPv4),
  isvalidipv6: unary(isIPv6),
  isvalidip: unary((value) => call('or', 'boolean', isIPv4(value), isIPv6(value))),
  comparecidrprefix: {
    least: 3,
    most: 3,
    plan: ([a, b, bits]) =>
      call('equal', 'boolean', network(required(a), required(bits)), network(required(b), required(bits))),
  },
  getcidrprefix: binary(network),
  maskfromcidr: unary((bits) => network(text('255.255.255.255'), bits)),
  ipv4tonumber: unary((value) => call('ipv4Number', 'long', toText(value))),
  haversine: { least: 4, most: 4, plan: haversine },
};
