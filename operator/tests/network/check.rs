//! `network check`: whether a node may start on a specification, with these secrets.

use crate::support::{read, Home, ID, SEATS};
use serde_json::json;
use std::{fs, path::PathBuf};

#[test]
fn each_agency_finds_its_keys() {
	let home = Home::with_spec();
	let printed = home.check().succeeds();
	assert!(printed.contains("spec is in order"), "{printed}");
	assert!(
		printed.contains("holds the secrets of the session keys and of the nodes"),
		"{printed}"
	);
	let files = home.files().map(|file| file.to_str().unwrap().to_owned());
	let all = home.run(&["check", "spec", &files[0], &files[1], &files[2]]).succeeds();
	for title in ["Market Supervision", "Public Security", "Data Resources"] {
		assert!(all.contains(&format!("accounts of {title} as in")), "{all}");
	}
	let keys = home.run(&["check", "spec", &files[0], &files[1], "--keys", SEATS[0]]);
	keys.is_wrong_usage("--keys goes with one public file");
}

/// The only file of the first agency's whose path has all of these words.
fn secret(home: &Home, words: &[&str]) -> PathBuf {
	let mut found = crate::support::files_below(&home.at(SEATS[0]));
	found.retain(|path| words.iter().all(|word| path.to_str().unwrap().contains(word)));
	assert_eq!(found.len(), 1, "{found:?}");
	found.remove(0)
}

#[test]
fn a_secret_that_is_another_keys_is_found_out() {
	let home = Home::with_spec();
	let (aura, grandpa) = (
		secret(&home, &["keystore/61757261"]),
		secret(&home, &["keystore/6772616e"]),
	);
	let good = fs::read(&grandpa).unwrap();
	let others: [&[u8]; 8] = [
		// The phrase of another key; no phrase, which would be the development phrase; secrets that are none.
		&fs::read(&aura).unwrap(),
		b"\"\"",
		b"\"//Alice\"",
		b"\"not a phrase\"",
		b"",
		b"null",
		b"17",
		&good[..good.len() - 2],
	];
	for other in others {
		fs::write(&grandpa, other).unwrap();
		home.check().is_refused("that is not its secret");
	}
	fs::remove_file(&grandpa).unwrap();
	home.check().is_refused("does not have the secret of the grandpa key");
	fs::write(&grandpa, good).unwrap();
	home.check().succeeds();
	fs::write(&aura, "\"\"").unwrap();
	home.check().is_refused("under the name of the aura key");
}

#[test]
fn a_keystore_that_is_not_there_is_not_made() {
	let home = Home::with_spec();
	let [first, ..] = home.files();
	let check = home.run(&["check", "spec", first.to_str().unwrap(), "--keys", "nowhere"]);
	check.is_refused("does not have the secret of the aura key");
	assert!(!home.at("nowhere").exists());
	let [_, second, _] = home.files();
	let others = home.run(&["check", "spec", second.to_str().unwrap(), "--keys", SEATS[0]]);
	others.is_refused("does not have the secret of the aura key");
}

#[test]
fn another_nodes_key_is_found_out() {
	let home = Home::new();
	for (index, seat) in SEATS.iter().enumerate() {
		home.make_keys(seat, &["--address", &format!("/dns4/node-{index}.example/tcp/30333")])
			.succeeds();
	}
	home.assemble("spec", &home.files()).succeeds();
	home.check().succeeds();
	let file = secret(&home, &["node.key"]);
	let good = fs::read(&file).unwrap();
	fs::write(&file, fs::read(home.at("PublicSecurity/validator-1/node.key")).unwrap()).unwrap();
	home.check().is_refused("but the public file names");
	for other in [&b""[..], b"00", &good[1..], b"x"] {
		fs::write(&file, other).unwrap();
		home.check().is_refused("is not a node's key");
	}
	fs::remove_file(&file).unwrap();
	home.check().is_refused("cannot be read");
}

#[test]
fn phrases_that_are_still_there_are_compared() {
	let home = Home::with_spec();
	let printed = home.check().succeeds();
	assert!(
		printed
			.contains("moved offline: accounts/governing.phrase, accounts/officer-1.phrase, accounts/officer-2.phrase"),
		"{printed}"
	);
	let officer = secret(&home, &["officer-1.phrase"]);
	fs::write(&officer, fs::read(secret(&home, &["governing.phrase"])).unwrap()).unwrap();
	home.check().is_refused("officer-1.phrase is not the phrase of");
	fs::write(&officer, "").unwrap();
	home.check().is_refused("officer-1.phrase is not the phrase of");
	fs::remove_dir_all(home.at(SEATS[0]).join("accounts")).unwrap();
	assert!(!home.check().succeeds().contains("moved offline"));
}

#[test]
fn a_specification_that_was_tampered_with_is_found_out() {
	let home = Home::with_spec();
	let plain = home.at("spec/eseal-plain.json");
	let good = fs::read_to_string(&plain).unwrap();
	let change = |from: &str, to: &str| {
		assert!(good.contains(from), "{from}");
		fs::write(&plain, good.replacen(from, to, 1)).unwrap();
		home.check()
	};
	change("Live", "Live").succeeds();
	let unaccounted = "do not account for";
	change("\"codeSubstitutes\": {}", "\"codeSubstitutes\": {\"1\": \"0x00\"}").is_refused(unaccounted);
	change("\"patch\": {", "\"patch\": {\"council\": {},").is_refused(unaccounted);
	change("\"agencies\": {", "\"agencies\": {\"sessionLength\": 1,").is_refused(unaccounted);
	change("Live", "Development").is_refused(unaccounted);
	change("0x00C0DE", "0x00c0de").is_refused(unaccounted);
	change("0x00C0DE", "0x00C0DF").is_refused("another runtime");
	change("\"bootNodes\": []", "\"bootNodes\": [\"/dns4/x.example/tcp/1\"]").is_refused("is no specification as");
	change("\"genesis\"", "\"origin\"").is_refused("is no specification as");
	change(ID, "eseal_local").is_refused("is a development chain's");
	change(ID, "eseal_other").is_refused("were made for the network eseal_under_test, not for eseal_other");
	// The first validator's account stands with the seat, then twice with the session keys.
	let validator = read(&home.files()[0])["validators"][0]["account"]
		.as_str()
		.unwrap()
		.to_owned();
	let officer = read(&home.files()[2])["officers"][0].as_str().unwrap().to_owned();
	let stranger = crate::support::address([7; 32]);
	change(&validator, &stranger).is_refused("has no session keys for the validator");
	// Another officer makes another chain: it is in order in itself, but not the one of the raw file.
	change(&officer, &stranger).is_refused("is not what eseal-plain.json describes");
	fs::write(&plain, &good).unwrap();
	let raw = home.at("spec/eseal-raw.json");
	let text = fs::read_to_string(&raw).unwrap();
	fs::write(&raw, text.replace("0x00", "0x01")).unwrap();
	home.check()
		.is_refused("eseal-raw.json is not what eseal-plain.json describes");
	fs::remove_file(&raw).unwrap();
	home.check().is_refused("cannot be read");
}

#[test]
fn an_agency_that_is_not_in_it_is_told() {
	let home = Home::with_spec();
	home.run(&["keys", "--id", ID, "--seat", SEATS[0], "--dir", "again"])
		.succeeds();
	let again = "again/market-supervision.json";
	home.run(&["check", "spec", again])
		.is_refused("does not have the keys and accounts of the file for MarketSupervision");
	home.run(&[
		"keys",
		"--id",
		"eseal_rehearsal",
		"--seat",
		SEATS[0],
		"--dir",
		"rehearsal",
	])
	.succeeds();
	let rehearsal = "rehearsal/market-supervision.json";
	home.run(&["check", "spec", rehearsal])
		.is_refused("its keys were made for the network eseal_rehearsal");
	// Its keys are there, its node is not.
	let mut json = read(&home.files()[0]);
	let node = "/dns4/node.example/tcp/30333/p2p/12D3KooWJWoaqZhDaoEFshF7Rh1bpY9ohihFhzcW6d69Lr2NASuq";
	json["bootnodes"] = json!([node]);
	fs::write(home.at("moved.json"), crate::support::write(&json)).unwrap();
	home.run(&["check", "spec", "moved.json"])
		.is_refused("does not have the node's address");
}
