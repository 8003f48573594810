//! `network keys`.

use crate::support::{address, files_below, read, Home, ID, SEATS};
use sp_core::{crypto::Pair, ecdsa, ed25519, sr25519};
use std::{fs, os::unix::fs::PermissionsExt};

#[test]
fn secrets_are_for_their_owner_only() {
	let home = Home::new();
	home.make_keys(SEATS[0], &["--validators", "4"]).succeeds();
	let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
	let keys = home.at(SEATS[0]);
	let files = files_below(&keys);
	// Three accounts and the public file; for each validator an account, two session keys and a node's key.
	assert_eq!(files.len(), 4 + 4 * 4);
	for file in files {
		assert_eq!(mode(&file), 0o600, "{}", file.display());
		assert_eq!(mode(file.parent().unwrap()), 0o700, "{}", file.display());
	}
	assert_eq!(mode(&keys), 0o700);
}

#[test]
fn no_secret_is_printed_or_passed_on() {
	let home = Home::with_keys();
	home.assemble("spec", &home.files()).succeeds();
	let mut open = vec![home.check().succeeds()];
	open.extend(home.files().map(|file| fs::read_to_string(file).unwrap()));
	let mut secrets = Vec::new();
	for seat in SEATS {
		let again = home.run(&["keys", "--id", ID, "--seat", seat, "--dir", &format!("{seat}-2")]);
		open.push(again.succeeds());
		for directory in [seat.to_owned(), format!("{seat}-2")] {
			for file in files_below(&home.at(directory)) {
				if file.extension().is_none_or(|extension| extension != "json") {
					secrets.push(fs::read_to_string(file).unwrap().trim().replace('"', ""));
				}
			}
		}
	}
	// Of each agency, twice: four accounts, two session keys, a node's key.
	assert_eq!(secrets.len(), 2 * 3 * 7);
	for secret in &secrets {
		let words = secret.split(' ').count();
		assert!(
			words == 24 || (words == 1 && secret.len() == 64),
			"a phrase, or a node's key"
		);
		assert!(open.iter().all(|text| !text.contains(secret.as_str())));
		assert_eq!(secrets.iter().filter(|other| other == &secret).count(), 1);
	}
}

#[test]
fn the_public_file_says_which_network_and_where() {
	let home = Home::new();
	let address = "/dns4/node.example/tcp/30333";
	home.make_keys(SEATS[1], &["--address", address]).succeeds();
	let json = read(&home.at("PublicSecurity/public-security.json"));
	assert_eq!(json["network"], ID);
	assert_eq!(json["seat"], SEATS[1]);
	let bootnode = json["bootnodes"][0].as_str().unwrap();
	assert!(bootnode.starts_with(&format!("{address}/p2p/12D3Koo")), "{bootnode}");
}

#[test]
fn accounts_kept_elsewhere_are_taken_and_not_made() {
	let home = Home::new();
	let (account, officers) = (address([1; 32]), [address([2; 32]), address([3; 32])]);
	let args = [
		"--account",
		&account,
		"--officer",
		&officers[0],
		"--officer",
		&officers[1],
	];
	home.make_keys(SEATS[0], &args).succeeds();
	let json = read(&home.files()[0]);
	assert_eq!(json["account"], account);
	assert_eq!(json["officers"], serde_json::json!(officers));
	let phrases = files_below(&home.at("MarketSupervision/accounts"));
	assert_eq!(phrases, [home.at("MarketSupervision/accounts/validator-1.phrase")]);
}

/// What nothing undoes takes a second officer.
#[test]
fn an_agency_gets_two_officers() {
	let home = Home::new();
	home.make_keys(SEATS[0], &[]).succeeds();
	assert_eq!(read(&home.files()[0])["officers"].as_array().unwrap().len(), 2);
	assert!(home.at("MarketSupervision/accounts/officer-1.phrase").is_file());
	assert!(home.at("MarketSupervision/accounts/officer-2.phrase").is_file());
	let given = address([2; 32]);
	home.make_keys(SEATS[1], &["--officer", &given]).succeeds();
	let officers = &read(&home.files()[1])["officers"];
	assert_eq!(officers[0], given);
	assert_eq!(officers.as_array().unwrap().len(), 2);
	assert!(!home.at("PublicSecurity/accounts/officer-1.phrase").exists());
	assert!(home.at("PublicSecurity/accounts/officer-2.phrase").is_file());
}

#[test]
fn what_is_there_is_never_overwritten() {
	let home = Home::new();
	home.make_keys(SEATS[0], &[]).succeeds();
	let before = fs::read(&home.files()[0]).unwrap();
	home.make_keys(SEATS[0], &[])
		.is_refused("MarketSupervision already exists");
	assert_eq!(fs::read(&home.files()[0]).unwrap(), before);
	let inside = home.run(&["keys", "--id", ID, "--seat", SEATS[0], "--dir", "no/where"]);
	inside.is_refused("there is no directory no");
	assert_eq!(home.names(), ["MarketSupervision", "eseal-node"]);
}

#[test]
fn keys_that_everyone_has_are_refused() {
	let home = Home::new();
	let sr = |suri: &str| address(sr25519::Pair::from_string(suri, None).unwrap().public().0);
	let ed = |suri: &str| address(ed25519::Pair::from_string(suri, None).unwrap().public().0);
	let ec = |suri: &str| {
		address(sp_crypto_hashing::blake2_256(
			&ecdsa::Pair::from_string(suri, None).unwrap().public().0,
		))
	};
	for (option, account, words) in [
		(
			"--account",
			sr("//Alice"),
			"governing account is a development key, which everyone has",
		),
		("--officer", ed("//Ferdie//stash"), "it is //Ferdie//stash, ed25519"),
		("--officer", ec("//Bob"), "it is //Bob, ecdsa"),
		(
			"--account",
			sr("//DataResources//officer"),
			"it is //DataResources//officer, sr25519",
		),
		("--account", sr(""), "it is the development phrase, sr25519"),
		("--account", address([0; 32]), "anyone can sign for it"),
	] {
		home.make_keys(SEATS[0], &[option, &account]).is_refused(words);
	}
	let twice = address([1; 32]);
	let args = ["--account", &twice, "--officer", &twice];
	home.make_keys(SEATS[0], &args).is_refused("one key has two uses");
	assert_eq!(home.names(), ["eseal-node"], "nothing is left of what was refused");
}

#[test]
fn addresses_that_nobody_reaches_are_refused_here() {
	let home = Home::new();
	for address in [
		"node",
		"/ip4/127.0.0.1/tcp/30333",
		"/ip6/::1/tcp/30333",
		"/dns4/localhost/tcp/30333",
		"/ip4/0.0.0.0/tcp/30333",
		"/ip4/203.0.113.7/tcp/0",
		"/ip4/203.0.113.7/tcp/70000",
		"/ip4/999.1.1.1/tcp/30333",
		"/ip4/203.0.113.7/udp/30333",
		"/dns4/node.example/tcp/30333/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp",
	] {
		home.make_keys(SEATS[0], &["--address", address])
			.is_wrong_usage("for '--address <ADDRESS>'");
	}
	assert_eq!(home.names(), ["eseal-node"]);
	let on_one_machine = ["--local-addresses", "--address", "/ip4/127.0.0.1/tcp/30333"];
	home.make_keys(SEATS[0], &on_one_machine).succeeds();
}

#[test]
fn wrong_arguments_are_explained() {
	let home = Home::new();
	home.make_keys("Court", &[])
		.is_wrong_usage("possible values: MarketSupervision, PublicSecurity, DataResources");
	home.make_keys("Witness", &[]).is_wrong_usage("possible values");
	home.make_keys(SEATS[0], &["--validators", "5"])
		.is_wrong_usage("5 is not in 1..=4");
	home.make_keys(SEATS[0], &["--account", "//Alice"])
		.is_wrong_usage("not an SS58 address");
	let two = [
		"--address",
		"/dns4/a.example/tcp/1",
		"--address",
		"/dns4/b.example/tcp/1",
	];
	home.make_keys(SEATS[0], &two)
		.is_wrong_usage("more addresses than validators");
	let id = |id| home.run(&["keys", "--id", id, "--seat", SEATS[0], "--dir", "keys"]);
	id("eseal_local").is_wrong_usage("is a development chain's");
	id("E-seal").is_wrong_usage("3 to 32 small letters");
	home.run(&["keys"]).is_wrong_usage("required arguments");
	home.run(&["destroy"]).is_wrong_usage("unrecognized subcommand");
	home.run(&[]).is_wrong_usage("assemble");
	assert!(home
		.run(&["keys", "--help"])
		.succeeds()
		.contains("Example: eseal-operator network keys"));
}
