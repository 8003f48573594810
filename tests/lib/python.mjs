// The Python in which the example for Python runs, with what tests/examples/requirements.txt names.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The interpreter that `./scripts/test setup` made, or another that has the packages. */
export function pythonBinary() {
	const { ESEAL_PYTHON, XDG_CACHE_HOME, HOME = '' } = process.env;
	const made = join(XDG_CACHE_HOME ?? join(HOME, '.cache'), 'eseal-chain', 'python', 'bin', 'python');
	const python = ESEAL_PYTHON ?? made;
	if (!existsSync(python)) {
		throw new Error(`there is no ${python}. Make it: ./scripts/test setup`);
	}
	return python;
}
