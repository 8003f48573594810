-- What officers do in twos, what is corrected, the register's and the officers' histories, batches, and whom and what each event
-- names. All of it is in blocks that were indexed before, so the index takes in everything anew, from the first block on.

-- Webhooks go on with the block whose alarm they had last: alarms have other numbers afterwards.
ALTER TABLE webhooks ADD COLUMN from_block integer NOT NULL DEFAULT 0;
UPDATE webhooks SET from_block = coalesce((SELECT block FROM alarms WHERE id = sent_to), 0), sent_to = 0;

TRUNCATE head, blocks, leaves, justifications, extrinsics, senders, records, documents, events, refusals, enterprises, names,
	physical_seals, seals, logs, days, history, grants, flags, members, motions, alarmed;
TRUNCATE alarms RESTART IDENTITY;

-- `item` is the place in its batch of the call that made the event, from 0. What officers do in twos names the one who prepared it
-- as `account`; `checker` confirmed it, and `act` is the number under which it waited.
ALTER TABLE events ADD COLUMN item integer;
ALTER TABLE events ADD COLUMN checker bytea;
ALTER TABLE events ADD COLUMN act bigint;
CREATE INDEX events_extrinsic ON events (block, extrinsic, index) WHERE extrinsic IS NOT NULL;

-- What each event names, by the types of its fields: accounts in hexadecimal, codes, numbers. `field` is the first one that does.
CREATE TABLE mentions (
	kind text NOT NULL,
	key text NOT NULL,
	block integer NOT NULL,
	index integer NOT NULL,
	field text NOT NULL,
	PRIMARY KEY (kind, key, block, index)
);

-- The calls of batches that were executed, in their order, and what became of each.
CREATE TABLE items (
	block integer NOT NULL,
	extrinsic integer NOT NULL,
	item integer NOT NULL,
	call text NOT NULL,
	success boolean NOT NULL,
	error text,
	PRIMARY KEY (block, extrinsic, item)
);

-- What a refused call was about, beside an e-seal and an enterprise. Of calls that were one of a batch, `place` is that in the batch.
ALTER TABLE refusals ADD COLUMN code text;
ALTER TABLE refusals ADD COLUMN purpose text;
CREATE INDEX refusals_uscc ON refusals (uscc, block, extrinsic, place) WHERE uscc IS NOT NULL;
CREATE INDEX refusals_code ON refusals (code, block, extrinsic, place) WHERE code IS NOT NULL;
CREATE INDEX refusals_purpose ON refusals (purpose, block, extrinsic, place) WHERE purpose IS NOT NULL;
CREATE INDEX refusals_call ON refusals (call, block, extrinsic, place);

-- The last freeze of each enterprise, unless it was lifted; offers of enterprises that were neither accepted nor withdrawn; and by
-- when the keys of e-seals must be replaced. As of the index's head, as the chain has them.
CREATE TABLE freezes (
	uscc text PRIMARY KEY,
	value jsonb NOT NULL,
	until bigint GENERATED ALWAYS AS ((value ->> 'until')::bigint) STORED,
	block integer NOT NULL
);
CREATE INDEX freezes_until ON freezes (until, uscc);

CREATE TABLE offers (
	uscc text PRIMARY KEY,
	value jsonb NOT NULL,
	owner text GENERATED ALWAYS AS (value ->> 'owner') STORED,
	block integer NOT NULL
);
CREATE INDEX offers_owner ON offers (owner, uscc);

-- The liquidators of enterprises in liquidation.
CREATE TABLE liquidators (
	uscc text PRIMARY KEY,
	value jsonb NOT NULL,
	block integer NOT NULL
);

CREATE TABLE rotations (
	seal bigint PRIMARY KEY,
	value jsonb NOT NULL,
	block integer NOT NULL
);

-- Which enterprise took over from which, in the order in which it was recorded.
CREATE TABLE successions (
	uscc text NOT NULL,
	successor text NOT NULL,
	block integer NOT NULL,
	extrinsic integer,
	event integer NOT NULL,
	PRIMARY KEY (uscc, successor)
);
CREATE INDEX successions_successor ON successions (successor, uscc);

-- The histories of enterprises after their registration and of physical seals after they were filed, by their codes.
CREATE TABLE register_history (
	subject text NOT NULL,
	index integer NOT NULL,
	value jsonb NOT NULL,
	change text GENERATED ALWAYS AS (value -> 'change' ->> '__kind') STORED,
	block integer GENERATED ALWAYS AS ((value ->> 'block')::integer) STORED,
	extrinsic integer,
	event integer,
	PRIMARY KEY (subject, index)
);

-- The histories of officers: appointments, acts, ends.
CREATE TABLE officer_history (
	officer text NOT NULL,
	index bigint NOT NULL,
	value jsonb NOT NULL,
	deed text GENERATED ALWAYS AS (value -> 'deed' ->> '__kind') STORED,
	block integer GENERATED ALWAYS AS ((value ->> 'block')::integer) STORED,
	extrinsic integer,
	event integer,
	PRIMARY KEY (officer, index)
);

-- Entries that correct others, by the entry that they correct; and those of an e-seal by when they were recorded.
CREATE INDEX history_corrects ON history (seal, (value -> 'change' ->> 'entry')) WHERE value -> 'change' ->> 'entry' IS NOT NULL;
CREATE INDEX register_history_corrects ON register_history (subject, (value -> 'change' ->> 'entry'))
	WHERE value -> 'change' ->> 'entry' IS NOT NULL;
CREATE INDEX history_block ON history (seal, block, index);

-- Entries that say which names an enterprise had, and which code is right or was wrong.
CREATE INDEX register_history_names ON register_history (subject, change)
	WHERE change IN ('Renamed', 'Voided', 'Opened', 'Misfiled', 'Filed');

-- The records of an e-seal by time.
CREATE INDEX records_seal ON records (seal, position);

-- Corrections, from their proposal on: Proposed, Made, Withdrawn, or Cleared after their end. `value` is what the chain has, or had.
CREATE TABLE corrections (
	id bigint PRIMARY KEY,
	value jsonb NOT NULL,
	digest bytea NOT NULL,
	status text NOT NULL,
	seat text GENERATED ALWAYS AS (value -> 'proposedBy' -> 'seat' ->> '__kind') STORED,
	uscc text GENERATED ALWAYS AS (value -> 'correction' ->> 'uscc') STORED,
	code text GENERATED ALWAYS AS (value -> 'correction' ->> 'code') STORED,
	seal bigint GENERATED ALWAYS AS ((value -> 'correction' ->> 'seal')::bigint) STORED,
	-- Where a code was wrong, the right one.
	instead text GENERATED ALWAYS AS (value -> 'correction' ->> 'instead') STORED,
	block integer NOT NULL,
	extrinsic integer,
	event integer NOT NULL,
	ended_block integer,
	ended_extrinsic integer,
	ended_event integer
);
CREATE INDEX corrections_seat ON corrections (seat, id);
CREATE INDEX corrections_status ON corrections (status, id);
CREATE INDEX corrections_uscc ON corrections (uscc, id) WHERE uscc IS NOT NULL;
CREATE INDEX corrections_code ON corrections (code, id) WHERE code IS NOT NULL;
CREATE INDEX corrections_seal ON corrections (seal, id) WHERE seal IS NOT NULL;
CREATE INDEX corrections_instead ON corrections (instead, id) WHERE instead IS NOT NULL;

-- Acts that take two officers, from their preparation on: Waiting, Confirmed, TurnedDown, Withdrawn, or Cleared after their end.
CREATE TABLE acts (
	id bigint PRIMARY KEY,
	seat text NOT NULL,
	act text NOT NULL,
	digest bytea NOT NULL,
	maker bytea NOT NULL,
	-- Who confirmed it or turned it down.
	checker bytea,
	status text NOT NULL,
	until bigint NOT NULL,
	call jsonb,
	-- What it is about, as far as the call says so.
	uscc text,
	code text,
	seal bigint,
	block integer NOT NULL,
	extrinsic integer,
	event integer NOT NULL,
	ended_block integer,
	ended_extrinsic integer,
	ended_event integer
);
CREATE INDEX acts_seat ON acts (seat, id);
CREATE INDEX acts_status ON acts (status, id);
CREATE INDEX acts_maker ON acts (maker, id);
CREATE INDEX acts_checker ON acts (checker, id) WHERE checker IS NOT NULL;
CREATE INDEX acts_uscc ON acts (uscc, id) WHERE uscc IS NOT NULL;
CREATE INDEX acts_code ON acts (code, id) WHERE code IS NOT NULL;
CREATE INDEX acts_seal ON acts (seal, id) WHERE seal IS NOT NULL;

-- Which acts take two officers of a seat because it decided so.
CREATE TABLE policies (
	seat text NOT NULL,
	act text NOT NULL,
	PRIMARY KEY (seat, act)
);

-- Which grant goes on from which.
CREATE TABLE carried (
	to_grant bigint PRIMARY KEY,
	from_grant bigint NOT NULL,
	seal bigint NOT NULL,
	block integer NOT NULL,
	extrinsic integer,
	event integer NOT NULL
);
CREATE INDEX carried_from ON carried (from_grant, to_grant);

-- What the whole chain recorded and refused, by day (UTC, since 1970-01-01).
CREATE TABLE totals (
	day integer PRIMARY KEY,
	records bigint NOT NULL,
	uses bigint NOT NULL,
	refused bigint NOT NULL
);

-- Single values of the chain's state, as of the index's head.
CREATE TABLE present (
	item text PRIMARY KEY,
	value jsonb
);

-- Alarms by the enterprise of the e-seal.
ALTER TABLE alarms ADD COLUMN uscc text;
CREATE INDEX alarms_uscc ON alarms (uscc, id) WHERE uscc IS NOT NULL;
CREATE INDEX alarms_kind_seal ON alarms (kind, seal, id);

-- How many things a check compared, by table.
ALTER TABLE checks ADD COLUMN compared jsonb NOT NULL DEFAULT '{}';
