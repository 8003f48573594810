// The operators' tool under test.

import { builtBinary } from './built.mjs';
import { run } from './command.mjs';
import { nodeBinary } from './test-network.mjs';

/** The program. */
export const operatorBinary = () => builtBinary('eseal-operator', 'ESEAL_OPERATOR');

/**
 * Runs `eseal-operator` to its end.
 *
 * @param {...string} args
 */
export const operator = (...args) => run(operatorBinary(), args, { env: { ESEAL_NODE: nodeBinary() } });
