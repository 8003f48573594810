// What the index takes of each block, as Subsquid fetches and decodes it: by the runtime's own metadata, so an event or a call that
// is new to the chain needs no new index.

import { type DataHandlerContext, SubstrateBatchProcessor } from '@subsquid/substrate-processor';
import { PrometheusServer } from '@subsquid/util-internal-processor-tools';
import type pg from 'pg';
import { BATCH } from '../chain/node.js';
import { settings } from '../settings.js';

const FIELDS = {
	block: { timestamp: true, validator: true, digest: true, stateRoot: true, extrinsicsRoot: true },
	extrinsic: { hash: true, success: true, error: true, signature: true },
	call: { name: true, args: true, success: true, error: true },
	event: { name: true, args: true },
} as const;

/** How often the node is asked what is final, in milliseconds: blocks come every two seconds. */
const POLL_MS = 500;

// Subsquid's own metrics would be served on every interface of the machine, and 8.5.1 has no setting for that. How far the index is,
// its API tells.
PrometheusServer.prototype.serve = () => Promise.resolve({ port: 0, close: () => Promise.resolve() });

export type Context = DataHandlerContext<pg.Client, typeof FIELDS>;
export type Block = Context['blocks'][number];
export type Event = Block['events'][number];

export const makeProcessor = () =>
	new SubstrateBatchProcessor()
		.setRpcEndpoint({ url: settings.node, maxBatchCallSize: BATCH })
		.setRpcDataIngestionSettings({ headPollInterval: POLL_MS })
		.setFields(FIELDS)
		.includeAllBlocks()
		.addEvent({ call: true, extrinsic: true })
		.addCall({ extrinsic: true });
