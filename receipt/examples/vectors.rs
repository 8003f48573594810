//! Writes the test vectors anew, after the format or a rule changed: `cargo run --release -p eseal-receipt --example vectors
//! -- receipt/vectors`. The directory's old vectors are removed. `docs/receipt-format.md` describes them.

use eseal_receipt_testkit::vectors::Vectors;
use std::{fs, path::PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
	let directory = PathBuf::from(std::env::args().nth(1).ok_or("usage: vectors DIRECTORY")?);
	fs::create_dir_all(&directory)?;
	for entry in fs::read_dir(&directory)? {
		let path = entry?.path();
		if path.extension().is_some_and(|extension| extension == "json") {
			fs::remove_file(path)?;
		}
	}
	for (name, vector) in Vectors::all().0 {
		let text = serde_json::to_string_pretty(&vector)? + "\n";
		fs::write(directory.join(name).with_extension("json"), text)?;
	}
	Ok(())
}
