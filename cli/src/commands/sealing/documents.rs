//! The documents of one `eseal use`: read, digested, each named once, none of an earlier try that was broken off.

use crate::{
	args::sealing::Use,
	commands::{receipt::some_uses, receipt_beside, salt},
	digests::{self, Salt},
	failure::{Failure, Kind, Result},
	files,
	view::{terminal::word, time::Time},
};
use eseal_client::Block;
use eseal_primitives::{DocumentDigest, Moment};
use rand::{rngs::OsRng, RngCore};
use std::{
	collections::{BTreeMap, BTreeSet},
	os::unix::fs::MetadataExt,
	path::{Path, PathBuf},
	time::SystemTime,
};

/// A document, ready to be sealed.
pub struct Document {
	/// Where it lies.
	pub path: PathBuf,
	/// Where its receipt goes.
	pub receipt: PathBuf,
	/// What goes on record.
	pub digest: DocumentDigest,
	/// The salt of a commitment.
	pub salt: Option<Salt>,
}

impl Document {
	/// Its name, as the person typed it.
	pub fn name(&self) -> String {
		self.path.display().to_string()
	}

	/// What `eseal receipt` is told to make this document's receipt where it belongs.
	pub fn arguments(&self) -> String {
		let mut arguments = String::new();
		if self.receipt != receipt_beside(&self.path) {
			arguments = format!(" --out {}", word(&self.receipt));
		}
		if self.receipt.exists() {
			arguments.push_str(" --force");
		}
		format!("{arguments} -- {}", word(&self.path))
	}
}

/// Reads and digests the documents, and makes sure that each is named once and its receipt can be written.
pub fn prepare(what: &Use) -> Result<Vec<Document>> {
	ensure_distinct(&what.files)?;
	let receipts = receipts(&what.files, what.out.as_deref())?;
	what.files
		.iter()
		.zip(receipts)
		.map(|(path, receipt)| read(path, receipt, what))
		.collect()
}

/// Where the documents' receipts go: beside them, or where the person says.
fn receipts(documents: &[PathBuf], out: Option<&Path>) -> Result<Vec<PathBuf>> {
	let receipts: Vec<PathBuf> = match out {
		None => documents.iter().map(|document| receipt_beside(document)).collect(),
		Some(folder) if folder.is_dir() => documents
			.iter()
			.map(|document| folder.join(receipt_beside(Path::new(document.file_name().unwrap_or_default()))))
			.collect(),
		Some(file) if documents.len() == 1 => vec![file.to_owned()],
		Some(other) => {
			return Err(Failure::new(
				Kind::Usage,
				format!("{} is not a folder: one file cannot hold several receipts", word(other)),
			)
			.next("Give an existing folder: --out FOLDER."))
		}
	};
	let mut seen = BTreeSet::new();
	match receipts.iter().find(|receipt| !seen.insert(*receipt)) {
		Some(twice) => Err(Failure::new(
			Kind::Usage,
			format!("two documents would have the receipt {}", word(twice)),
		)
		.next("Seal documents of the same name one after another, into different folders.")),
		None => Ok(receipts),
	}
}

fn read(path: &Path, receipt: PathBuf, what: &Use) -> Result<Document> {
	files::ensure_writable(&receipt, what.force)?;
	let salt = what.commit.then(|| {
		let mut salt = Salt::default();
		OsRng.fill_bytes(&mut salt);
		salt
	});
	let wanted = match salt {
		Some(salt) => what.digest.commitment(salt)?,
		None => what.digest.plain(),
	};
	let [digest] = digests::of_file(path, [wanted])?;
	if salt.is_some() {
		files::ensure_writable(&salt::beside(&receipt), true)?;
	}
	Ok(Document {
		path: path.to_owned(),
		receipt,
		digest,
		salt,
	})
}

/// Refuses a file that is named twice, whatever its names: it would be recorded twice.
fn ensure_distinct(paths: &[PathBuf]) -> Result<()> {
	let mut seen: BTreeMap<(u64, u64), &Path> = BTreeMap::new();
	for path in paths {
		let file = std::fs::metadata(path).map_err(|e| files::cannot("read", path, &e))?;
		if let Some(before) = seen.insert((file.dev(), file.ino()), path) {
			let message = match before == path {
				true => format!("{} is named twice", word(path)),
				false => format!("{} and {} are the same file", word(before), word(path)),
			};
			return Err(Failure::new(Kind::Usage, message).next("Give each document once."));
		}
	}
	Ok(())
}

/// Takes up an earlier `eseal use --commit` that was broken off: its salt still lies beside the document. A use that it sent
/// is not sent again.
pub async fn take_up(best: &Block, documents: &mut [Document]) -> Result<()> {
	for document in documents {
		let Some(kept) = salt::kept(&document.receipt)? else {
			continue;
		};
		// A stranger may seal the document by its plain digests as often as it likes.
		let mut digests = digests::plain_and_committed(&document.path, Some(&kept))?;
		digests.retain(|digest| !digest.is_plain());
		if let Some(one) = some_uses(best, &digests).await?.first() {
			return Err(Failure::refused(format!(
				"{} is already on record, as a commitment: use {} of e-seal {}",
				word(&document.path),
				one.found.index,
				one.found.used.seal
			))
			.next(format!("Make its receipt: `eseal receipt{}`", document.arguments())));
		}
		// The statement that was signed then may still be taken, for as long as one lives.
		let lifetime: u64 = best.constant("UsageLog", "StatementLifetime")?;
		let ahead: u64 = best.constant("UsageLog", "MaxClockAhead")?;
		let until = kept_since(&document.receipt)
			.saturating_add(lifetime)
			.saturating_add(ahead);
		if until > Time::now().ms() {
			return Err(Failure::new(
				Kind::Indeterminate,
				format!(
					"an earlier `eseal use --commit` of {} was interrupted, and may still be recorded until {}",
					word(&document.path),
					Time::new(until)
				),
			)
			.next(format!(
				"Check whether it was: `eseal receipt{}` then makes its receipt. Otherwise try again after that time.",
				document.arguments()
			)));
		}
	}
	Ok(())
}

/// When the salt for a receipt was kept; now if the file system does not tell.
fn kept_since(receipt: &Path) -> Moment {
	std::fs::metadata(salt::beside(receipt))
		.and_then(|file| file.modified())
		.ok()
		.and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok())
		.and_then(|since| u64::try_from(since.as_millis()).ok())
		.map_or_else(|| Time::now().ms(), Moment)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn receipts_go_where_the_person_says() {
		let folder = tempfile::tempdir().unwrap();
		let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
		let two = paths(&["d/a.pdf", "b.pdf"]);
		assert_eq!(receipts(&two, None).unwrap(), paths(&["d/a.pdf.eseal", "b.pdf.eseal"]));
		let inside = receipts(&two, Some(folder.path())).unwrap();
		assert_eq!(
			inside,
			[folder.path().join("a.pdf.eseal"), folder.path().join("b.pdf.eseal")]
		);
		let file = Path::new("r.json");
		assert_eq!(receipts(&paths(&["a"]), Some(file)).unwrap(), [file]);
		assert!(receipts(&two, Some(file)).is_err(), "one file for two receipts");
		let same = paths(&["d/a", "e/a"]);
		assert!(receipts(&same, None).is_ok());
		assert!(
			receipts(&same, Some(folder.path())).is_err(),
			"one would overwrite the other"
		);
	}

	#[test]
	fn two_names_of_one_file_are_refused() {
		let folder = tempfile::tempdir().unwrap();
		let path = |name: &str| folder.path().join(name);
		std::fs::write(path("a"), "one").unwrap();
		std::fs::write(path("b"), "one").unwrap();
		std::os::unix::fs::symlink(path("a"), path("link")).unwrap();
		std::fs::hard_link(path("a"), path("second")).unwrap();
		assert!(
			ensure_distinct(&[path("a"), path("b")]).is_ok(),
			"two files may say the same"
		);
		for twice in ["a", "./a", "link", "second"] {
			let refused = ensure_distinct(&[path("a"), path("b"), path(twice)]).unwrap_err();
			assert_eq!(refused.kind, Kind::Usage, "{twice}");
		}
	}
}
