-- The tables of the index. Bytes are bytea; moments are milliseconds since the Unix epoch; enums are their names. A row says in
-- which block it came about, and, where one made it, by which extrinsic and event: their indices in the block.

-- Up to which final block the index is. It changes in the same transaction as everything else.
CREATE TABLE head (
	one boolean PRIMARY KEY DEFAULT true CHECK (one),
	height integer NOT NULL,
	hash bytea NOT NULL
);

CREATE TABLE blocks (
	number integer PRIMARY KEY,
	hash bytea NOT NULL UNIQUE,
	header bytea NOT NULL,
	time bigint NOT NULL,
	spec bigint NOT NULL,
	-- The account of the validator that authored it; of the first block there is none.
	author bytea,
	-- How many extrinsics it has, how many records and how many uses it made, and how many uses it refused.
	extrinsics integer NOT NULL,
	records integer NOT NULL,
	uses bigint NOT NULL,
	refused integer NOT NULL
);
CREATE INDEX blocks_time ON blocks (time);
CREATE INDEX blocks_uses ON blocks (number) WHERE records > 0;

-- The leaves of a block's records (SCALE, a list of bytes), to whose root the header leads: what receipts are made of.
CREATE TABLE leaves (
	block integer PRIMARY KEY,
	leaves bytea NOT NULL
);

-- Justifications (SCALE), as far as receipts need them: of the last block of each authority set, of the first block with one from
-- each block with records on, and of the newest block.
CREATE TABLE justifications (
	block integer PRIMARY KEY,
	hash bytea NOT NULL,
	justification bytea NOT NULL,
	-- The authority set that ended with the block, if one did.
	ends_set bigint UNIQUE
);

CREATE TABLE extrinsics (
	block integer NOT NULL,
	index integer NOT NULL,
	hash bytea NOT NULL,
	-- The account that signed it; nothing signs inherents.
	signer bytea,
	call text NOT NULL,
	success boolean NOT NULL,
	error text,
	PRIMARY KEY (block, index)
);
CREATE INDEX extrinsics_hash ON extrinsics (hash);
CREATE INDEX extrinsics_signer ON extrinsics (signer, block, index) WHERE signer IS NOT NULL;

-- Of extrinsics that made records: the second signature and what it is over, as receipts have it.
CREATE TABLE senders (
	block integer NOT NULL,
	extrinsic integer NOT NULL,
	signature bytea NOT NULL,
	call bytea NOT NULL,
	extensions bytea NOT NULL,
	-- What the extensions imply: the runtime's two versions, the first block, the block from which on the extrinsic is valid,
	-- and whatever comes after these.
	spec integer NOT NULL,
	transaction integer NOT NULL,
	birth integer NOT NULL,
	implied bytea NOT NULL,
	PRIMARY KEY (block, extrinsic)
);

-- The records of all logs. `position` orders them as the chain made them: 2^20 times the block's number, and the place of the
-- record in the block. All but the last four columns are the chain's own record.
CREATE TABLE records (
	seal bigint NOT NULL,
	number bigint NOT NULL,
	position bigint NOT NULL,
	first bigint NOT NULL,
	count integer NOT NULL,
	-- Of a single use the document's digest, its algorithm's number before it; of a batch nothing.
	document bytea,
	-- Of a batch the root of its documents.
	root bytea,
	purpose text NOT NULL,
	account bytea NOT NULL,
	grant_id bigint,
	nonce bigint NOT NULL,
	signed_at bigint NOT NULL,
	recorded_at bigint NOT NULL,
	block integer NOT NULL,
	history_length integer NOT NULL,
	signature bytea NOT NULL,
	-- The second operator's key and signature, if the grant takes them.
	approval bytea,
	listed boolean NOT NULL,
	extrinsic integer NOT NULL,
	event integer NOT NULL,
	-- The digest of the log's head with this record, as its event says it.
	head bytea NOT NULL,
	PRIMARY KEY (seal, number)
);
CREATE UNIQUE INDEX records_position ON records (position);
CREATE UNIQUE INDEX records_first ON records (seal, first);
CREATE INDEX records_account ON records (account, position);
CREATE INDEX records_purpose ON records (purpose, position);

-- The documents that can be found: those of single uses, and of batches that were listed.
CREATE TABLE documents (
	seal bigint NOT NULL,
	index bigint NOT NULL,
	document bytea NOT NULL,
	record bigint NOT NULL,
	PRIMARY KEY (seal, index)
);
CREATE INDEX documents_document ON documents (document, seal, index);

-- Every event that no other table has, whatever it is called.
CREATE TABLE events (
	block integer NOT NULL,
	index integer NOT NULL,
	extrinsic integer,
	name text NOT NULL,
	args jsonb,
	-- What it names, as far as a field says so. `account` is whoever acted: the officer, the owner, or else who signed.
	seat text,
	account bytea,
	officer boolean NOT NULL,
	uscc text,
	code text,
	seal bigint,
	grant_id bigint,
	flag bigint,
	PRIMARY KEY (block, index)
);
CREATE INDEX events_name ON events (name, block, index);
CREATE INDEX events_seat ON events (seat, block, index) WHERE seat IS NOT NULL;
CREATE INDEX events_account ON events (account, block, index) WHERE account IS NOT NULL;
CREATE INDEX events_uscc ON events (uscc, block, index) WHERE uscc IS NOT NULL;
CREATE INDEX events_code ON events (code, block, index) WHERE code IS NOT NULL;
CREATE INDEX events_seal ON events (seal, block, index) WHERE seal IS NOT NULL;

-- What blocks refused: calls that failed, and uses that were passed over among others (`place`, otherwise -1).
CREATE TABLE refusals (
	block integer NOT NULL,
	extrinsic integer NOT NULL,
	place integer NOT NULL,
	call text NOT NULL,
	account bytea,
	error text NOT NULL,
	explanation text NOT NULL,
	seal bigint,
	uscc text,
	-- Whether it is a use that was refused.
	use boolean NOT NULL,
	PRIMARY KEY (block, extrinsic, place)
);
CREATE INDEX refusals_account ON refusals (account, block, extrinsic, place);
CREATE INDEX refusals_seal ON refusals (seal, block, extrinsic, place) WHERE seal IS NOT NULL;
CREATE INDEX refusals_error ON refusals (error, block, extrinsic, place);

-- What the chain has of each thing, as of the index's head: `value` is all of it, as the runtime's metadata names it.
CREATE TABLE enterprises (
	uscc text PRIMARY KEY,
	value jsonb NOT NULL,
	-- That of now, unless one that was recorded ahead has come to count since.
	name text NOT NULL GENERATED ALWAYS AS (value ->> 'name') STORED,
	block integer NOT NULL
);

CREATE INDEX enterprises_code ON enterprises (uscc text_pattern_ops);

-- The names of enterprises, the one in storage (`present`), former ones and those recorded ahead, and by what they are found: pieces
-- of one and two characters, and the sounds in Latin letters, whole and by their initials.
CREATE TABLE names (
	uscc text NOT NULL,
	name text NOT NULL,
	present boolean NOT NULL,
	pieces text[] NOT NULL,
	sounds text NOT NULL,
	PRIMARY KEY (uscc, name)
);
-- How often a piece occurs decides how a search goes about it.
ALTER TABLE names ALTER COLUMN pieces SET STATISTICS 1000;
CREATE INDEX names_pieces ON names USING gin (pieces);
CREATE INDEX names_sounds ON names USING gin (sounds gin_trgm_ops);

CREATE TABLE physical_seals (
	code text PRIMARY KEY,
	value jsonb NOT NULL,
	uscc text GENERATED ALWAYS AS (value ->> 'uscc') STORED,
	status text GENERATED ALWAYS AS (value -> 'status' ->> '__kind') STORED,
	block integer NOT NULL
);
CREATE INDEX physical_seals_uscc ON physical_seals (uscc, code);

CREATE TABLE seals (
	id bigint PRIMARY KEY,
	value jsonb NOT NULL,
	uscc text GENERATED ALWAYS AS (value ->> 'uscc') STORED,
	code text GENERATED ALWAYS AS (value ->> 'code') STORED,
	status text GENERATED ALWAYS AS (value -> 'status' ->> '__kind') STORED,
	block integer NOT NULL
);
CREATE INDEX seals_uscc ON seals (uscc, id);
CREATE INDEX seals_code ON seals (code, id);
CREATE INDEX seals_status ON seals (status, id);

-- How many records and uses each log has, and how its uses lie over the hours of the day.
CREATE TABLE logs (
	seal bigint PRIMARY KEY,
	records bigint NOT NULL,
	uses bigint NOT NULL,
	hours bigint[] NOT NULL
);

-- How much each e-seal was used, and how often a use was refused, by day (UTC, since 1970-01-01).
CREATE TABLE days (
	seal bigint NOT NULL,
	day integer NOT NULL,
	records bigint NOT NULL,
	uses bigint NOT NULL,
	refused bigint NOT NULL,
	PRIMARY KEY (seal, day)
);

CREATE TABLE history (
	seal bigint NOT NULL,
	index integer NOT NULL,
	value jsonb NOT NULL,
	change text GENERATED ALWAYS AS (value -> 'change' ->> '__kind') STORED,
	block integer GENERATED ALWAYS AS ((value ->> 'block')::integer) STORED,
	extrinsic integer,
	event integer,
	PRIMARY KEY (seal, index)
);

CREATE TABLE grants (
	id bigint PRIMARY KEY,
	value jsonb NOT NULL,
	seal bigint GENERATED ALWAYS AS ((value ->> 'seal')::bigint) STORED,
	operator text GENERATED ALWAYS AS (value ->> 'operator') STORED,
	second text GENERATED ALWAYS AS (value ->> 'second') STORED,
	block integer NOT NULL
);
CREATE INDEX grants_seal ON grants (seal, id);
CREATE INDEX grants_operator ON grants (operator, id);
CREATE INDEX grants_second ON grants (second, id) WHERE second IS NOT NULL;

CREATE TABLE flags (
	id bigint PRIMARY KEY,
	value jsonb NOT NULL,
	seal bigint GENERATED ALWAYS AS ((value ->> 'seal')::bigint) STORED,
	index bigint GENERATED ALWAYS AS ((value ->> 'index')::bigint) STORED,
	seat text GENERATED ALWAYS AS (value -> 'by' -> 'seat' ->> '__kind') STORED,
	open boolean GENERATED ALWAYS AS (value -> 'closed' IS NULL) STORED,
	block integer NOT NULL
);
CREATE INDEX flags_seal ON flags (seal, index, id);
CREATE INDEX flags_seat ON flags (seat, id);

-- Who speaks and acts for the seats now: governing accounts, officers, validators.
CREATE TABLE members (
	role text NOT NULL,
	account bytea NOT NULL,
	seat text NOT NULL,
	-- Of a validator: the key that it votes on finality with.
	key bytea,
	PRIMARY KEY (role, account)
);

CREATE TABLE motions (
	index integer PRIMARY KEY,
	hash bytea NOT NULL,
	proposer bytea,
	threshold bigint,
	call jsonb,
	status text NOT NULL,
	votes jsonb NOT NULL,
	result jsonb,
	opened integer NOT NULL,
	closed integer
);
CREATE INDEX motions_hash ON motions (hash, index);

-- What supervisors are told of, in the order in which it came about. Webhooks go through it by `id`.
CREATE TABLE alarms (
	id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
	kind text NOT NULL,
	block integer NOT NULL,
	extrinsic integer,
	event integer,
	time bigint NOT NULL,
	seal bigint,
	account bytea,
	details jsonb NOT NULL
);
CREATE INDEX alarms_kind ON alarms (kind, id);
CREATE INDEX alarms_seal ON alarms (seal, id);

-- Of which day (UTC) each e-seal's alarms of a kind were raised last: one a day is enough.
CREATE TABLE alarmed (
	kind text NOT NULL,
	seal bigint NOT NULL,
	day integer NOT NULL,
	PRIMARY KEY (kind, seal)
);

-- How far each webhook is.
CREATE TABLE webhooks (
	url text PRIMARY KEY,
	sent_to bigint NOT NULL,
	failures integer NOT NULL DEFAULT 0,
	try_at bigint NOT NULL DEFAULT 0,
	error text
);

-- What the checks against the chain found, the latest last.
CREATE TABLE checks (
	id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
	block integer NOT NULL,
	hash bytea NOT NULL,
	at bigint NOT NULL,
	seals bigint NOT NULL,
	records bigint NOT NULL,
	blocks bigint NOT NULL,
	found bigint NOT NULL,
	differences jsonb NOT NULL
);
