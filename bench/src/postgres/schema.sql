-- What PostgreSQL keeps of uses: what the chain keeps of them in its state. Nothing is left of what was there before.
SET client_min_messages = warning;
DROP TABLE IF EXISTS heads, grants, records, listed;

-- The head of each e-seal's log. It changes with each record, so its page has room for the next version.
CREATE TABLE heads (
	seal bigint PRIMARY KEY,
	uses bigint NOT NULL,
	records bigint NOT NULL,
	digest bytea NOT NULL
) WITH (fillfactor = 50);

-- Who may use an e-seal, and how many uses were recorded under the grant: the nonce of the next statement.
CREATE TABLE grants (
	id bigint PRIMARY KEY,
	seal bigint NOT NULL,
	account bytea NOT NULL,
	used bigint NOT NULL
) WITH (fillfactor = 50);

-- The records of the logs.
CREATE TABLE records (
	seal bigint NOT NULL,
	number bigint NOT NULL,
	first_use bigint NOT NULL,
	-- The digest of the document; of a batch the root.
	document bytea NOT NULL,
	uses integer NOT NULL,
	purpose smallint NOT NULL,
	account bytea NOT NULL,
	grant_id bigint NOT NULL,
	nonce bigint NOT NULL,
	signed_at bigint NOT NULL,
	recorded_at bigint NOT NULL,
	signature bytea NOT NULL,
	PRIMARY KEY (seal, number)
);
CREATE INDEX records_of_document ON records (document);

-- The documents of batches: each is found by its digest.
CREATE TABLE listed (
	document bytea NOT NULL,
	seal bigint NOT NULL,
	use_index bigint NOT NULL,
	number bigint NOT NULL,
	PRIMARY KEY (document, seal, use_index)
);

-- Records a use or a batch, in one transaction. Whoever calls it has verified the signatures, and computed the digest of the
-- log's new head.
CREATE OR REPLACE PROCEDURE record_use(
	new_seal bigint,
	new_grant bigint,
	new_nonce bigint,
	new_account bytea,
	new_document bytea,
	new_listed bytea[],
	new_uses integer,
	new_purpose integer,
	new_signed_at bigint,
	new_recorded_at bigint,
	new_signature bytea,
	new_digest bytea
) LANGUAGE plpgsql AS $$
DECLARE
	at_use bigint;
	at_record bigint;
BEGIN
	UPDATE grants SET used = used + new_uses
		WHERE id = new_grant AND seal = new_seal AND account = new_account AND used = new_nonce;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'grant % of e-seal % is not this account''s, or its nonce is not %', new_grant, new_seal, new_nonce;
	END IF;
	UPDATE heads SET uses = uses + new_uses, records = records + 1, digest = new_digest
		WHERE seal = new_seal
		RETURNING uses - new_uses, records - 1 INTO STRICT at_use, at_record;
	INSERT INTO records (
		seal, number, first_use, document, uses, purpose, account, grant_id, nonce, signed_at, recorded_at, signature
	) VALUES (
		new_seal, at_record, at_use, new_document, new_uses, new_purpose, new_account, new_grant, new_nonce, new_signed_at,
		new_recorded_at, new_signature
	);
	IF cardinality(new_listed) > 0 THEN
		INSERT INTO listed (document, seal, use_index, number)
			SELECT of_call.document, new_seal, at_use + of_call.place - 1, at_record
			FROM unnest(new_listed) WITH ORDINALITY AS of_call (document, place);
	END IF;
END
$$;
