//! `eseal receipt --batch-file`: receipts of the documents of a batch file, also of those that only it can show. The documents
//! themselves are not read: the batch file has their digests.

use super::{
	as_of_use, existing,
	making::{line, prove, AsOf, Made, Shared},
	Written,
};
use crate::{
	args::receipt as args,
	batch::{
		file::{Batch, Entry, Reader},
		ledger::{Ledger, Place},
		parts::Tree,
	},
	commands::receipt_beside,
	digests::Digested,
	failure::{Failure, Kind, Result},
	files,
	session::Session,
	view::{progress::Progress, terminal::word, Report},
};
use codec::Encode;
use eseal_client::{evidence::Prover, justifications::Justifications, queries::Found, Client};
use eseal_crypto::batch::root_from_path;
use eseal_primitives::{Documents, SealId};
use eseal_receipt::format::{self, Base64};
use serde::Serialize;
use std::{
	fs,
	path::{Component, Path, PathBuf},
};

/// What was made of all documents of a batch file.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AllMade {
	/// The batch file.
	batch_file: String,
	/// How many documents it has.
	documents: u32,
	/// How many receipts were written.
	made: u32,
	/// How many were there already, and hold the same use.
	kept: u32,
	/// How many of those that were written tell how the e-seal stood when it was used, because the record left the chain's
	/// state. The others tell how it stands now.
	as_of_use: u32,
	/// The e-seal.
	#[serde(skip)]
	seal: SealId,
	/// Why the others were not written.
	#[serde(skip_serializing_if = "Option::is_none")]
	error: Option<Failure>,
}

impl Report for AllMade {
	fn text(&self) -> String {
		let kept = match self.kept {
			0 => String::new(),
			kept => format!(", {kept} were there already"),
		};
		let mut lines = vec![format!(
			"{}: {} of {} receipts written{kept}",
			word(&self.batch_file),
			self.made,
			self.documents
		)];
		if self.as_of_use > 0 {
			let those = match self.as_of_use == self.made {
				true => String::new(),
				false => format!("Of {} receipts: ", self.as_of_use),
			};
			lines.push(format!("{those}{}", as_of_use(self.seal)));
		}
		if let Some(error) = &self.error {
			lines.push(error.message.clone());
			lines.extend(error.next.clone());
		}
		lines.join("\n")
	}

	fn exit_status(&self) -> u8 {
		self.error.as_ref().map_or(0, |error| error.kind.exit_status())
	}
}

/// Runs the command.
pub async fn run(session: &Session, batch_file: &Path, what: args::Receipt) -> Result<u8> {
	let batch = Batch::read(batch_file)?;
	let args::Receipt {
		file,
		out,
		out_dir,
		force,
		..
	} = what;
	match file {
		Some(name) => {
			let (number, entry) = find(&batch, &name)?;
			let path = match out {
				Some(out) => out,
				None => {
					let folders = Folders::of(&batch, out_dir)?;
					let path = folders.receipt_of(&entry.name)?;
					folders.make_for(&path)?;
					path
				}
			};
			files::ensure_writable(&path, force)?;
			let maker = Maker::begin(session, &batch).await?;
			let Made { bytes, used, as_of } = maker.one(number, &entry).await?;
			files::write(&path, &bytes, files::Readers::Anyone, force)?;
			session.print(&Written {
				file: entry.name,
				receipt: path.display().to_string(),
				used,
				as_of_use: as_of == AsOf::Use,
			})
		}
		None => {
			let folders = Folders::of(&batch, out_dir)?;
			// No receipt is written as long as one has no place.
			let mut names = Reader::open(batch_file)?;
			while let Some(entry) = names.next_entry()? {
				folders.receipt_of(&entry.name)?;
			}
			let maker = Maker::begin(session, &batch).await?;
			let made = maker.all(&folders, force).await?;
			session.print(&made)
		}
	}
}

/// Where receipts go.
struct Folders {
	/// What the documents' names are relative to.
	documents: PathBuf,
	/// The folder that stands for it, if the receipts do not go beside the documents.
	out: Option<PathBuf>,
}

impl Folders {
	fn of(batch: &Batch, out: Option<PathBuf>) -> Result<Self> {
		let documents = batch.header.folder.as_ref().map(PathBuf::from).unwrap_or_default();
		if out.is_none() && !documents.is_dir() {
			return Err(Failure::input(format!(
				"the documents' folder {} is not there, so no receipt can go beside them",
				word(&documents)
			))
			.next("Say where the receipts go: --out-dir FOLDER."));
		}
		Ok(Self { documents, out })
	}

	/// Where the receipt of the document with this name goes.
	fn receipt_of(&self, name: &str) -> Result<PathBuf> {
		let Some(out) = &self.out else {
			return Ok(receipt_beside(&self.documents.join(name)));
		};
		let is_inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
		match Path::new(name).components().all(is_inside) {
			true => Ok(receipt_beside(&out.join(name))),
			false => Err(Failure::new(
				Kind::Usage,
				format!(
					"the receipt of {} would not lie in {}, because its name leads out of the folder",
					word(name),
					word(out)
				),
			)
			.next(
				"Leave --out-dir away: then receipts go beside the documents. Or make that receipt alone: --out FILE.",
			)),
		}
	}

	/// Makes the folder that a receipt goes into, if it does not go beside its document.
	fn make_for(&self, receipt: &Path) -> Result<()> {
		if self.out.is_none() {
			return Ok(());
		}
		let folder = files::folder_of(receipt);
		fs::create_dir_all(folder).map_err(|e| files::cannot("make the folder", folder, &e))
	}
}

/// The document of this name, and its number in the batch file. A person may also type where it lies.
fn find(batch: &Batch, name: &Path) -> Result<(u32, Entry)> {
	let lies = std::path::absolute(name).ok();
	let folder = batch.header.folder.as_ref().map(Path::new);
	let mut reader = Reader::open(&batch.path)?;
	let mut number = 0u32;
	while let Some(entry) = reader.next_entry()? {
		let lies_there = || Some(folder?.join(&entry.name) == *lies.as_ref()?);
		if Path::new(&entry.name) == name || lies_there().unwrap_or_default() {
			return Ok((number, entry));
		}
		number = number.saturating_add(1);
	}
	Err(
		Failure::not_found(format!("{} has no document {}", word(&batch.path), word(name)))
			.next("Give its name as the batch file has it, or --all."),
	)
}

/// Makes receipts.
struct Maker<'a> {
	session: &'a Session,
	batch: &'a Batch,
	prover: Prover,
	ledger: Ledger<'a>,
}

impl<'a> Maker<'a> {
	/// Looks which parts are on record.
	async fn begin(session: &'a Session, batch: &'a Batch) -> Result<Self> {
		let prover = session.prover().await?;
		let chain = prover.client();
		batch.ensure_of(chain.genesis())?;
		let mut ledger = Ledger::new(batch);
		ledger.read(&chain.finalized().await?).await?;
		Ok(Self {
			session,
			batch,
			prover,
			ledger,
		})
	}

	fn chain(&self) -> &Client {
		self.prover.client()
	}

	/// The receipt of one document.
	async fn one(&self, number: u32, entry: &Entry) -> Result<Made> {
		let (part, first, documents) = self
			.batch
			.part_of(number)
			.ok_or_else(|| Failure::input("the batch file was changed meanwhile"))?;
		let Some(place) = self.ledger.place(part) else {
			let recorded = |ledger: &Ledger<'_>| ledger.place(part).is_some();
			return Err(self.not_on_record(&word(&entry.name), recorded).await);
		};
		let mut reader = Reader::open(&self.batch.path)?;
		skip(&mut reader, first)?;
		let tree = tree(&mut reader, documents.count())?;
		let mut listening = self.chain().justifications().await?;
		let part = self.collect(&mut listening, place, documents, tree).await?;
		let position = number.saturating_sub(first);
		let bytes = part.receipt(self.chain(), entry, position)?;
		self.prove(entry, &bytes).await?;
		let found = part.found(position);
		Ok(Made {
			bytes,
			used: line(self.chain(), &found, &entry.digest).await?,
			as_of: part.shared.as_of(),
		})
	}

	/// The receipts of all documents that are on record. What is there already stays, if it is the receipt of the same use:
	/// so whoever was interrupted goes on.
	async fn all(&self, folders: &Folders, force: bool) -> Result<AllMade> {
		let documents = self.batch.header.count;
		let mut made = AllMade {
			batch_file: self.batch.path.display().to_string(),
			documents,
			made: 0,
			kept: 0,
			as_of_use: 0,
			seal: self.batch.header.seal,
			error: None,
		};
		let progress = Progress::steps("receipts", documents.into());
		made.error = match self.write_all(folders, force, &progress, &mut made).await {
			Err(failure) => Some(failure),
			Ok(()) => match self.ledger.documents_left() {
				0 => None,
				left => {
					let recorded = |ledger: &Ledger<'_>| ledger.is_complete();
					Some(self.not_on_record(&format!("{left} documents"), recorded).await)
				}
			},
		};
		Ok(made)
	}

	async fn write_all(&self, folders: &Folders, force: bool, progress: &Progress, made: &mut AllMade) -> Result<()> {
		let mut listening = self.chain().justifications().await?;
		// A document's path is known when those after it were read, too.
		let mut ahead = Reader::open(&self.batch.path)?;
		let mut reader = Reader::open(&self.batch.path)?;
		for (number, documents) in self.batch.parts.iter().copied().enumerate() {
			let tree = tree(&mut ahead, documents.count())?;
			let Some(place) = self.ledger.place(number) else {
				skip(&mut reader, documents.count())?;
				continue;
			};
			let part = self.collect(&mut listening, place, documents, tree).await?;
			let mut proven = false;
			for position in 0..documents.count() {
				let entry = next(&mut reader)?;
				let path = folders.receipt_of(&entry.name)?;
				if !force && self.is_there(&path, part.index(position))? {
					made.kept = made.kept.saturating_add(1);
				} else {
					let bytes = part.receipt(self.chain(), &entry, position)?;
					// What a part's receipts have in common holds for all or for none.
					if !proven {
						self.prove(&entry, &bytes).await?;
						proven = true;
					}
					folders.make_for(&path)?;
					files::write(&path, &bytes, files::Readers::Anyone, force)?;
					made.made = made.made.saturating_add(1);
					made.as_of_use = made.as_of_use.saturating_add((part.shared.as_of() == AsOf::Use).into());
				}
				progress.step();
			}
		}
		Ok(())
	}

	/// Whether the receipt of a use lies there. Another file is not touched, and stops everything.
	fn is_there(&self, path: &Path, index: u64) -> Result<bool> {
		if fs::symlink_metadata(path).is_err() {
			return Ok(false);
		}
		let header = &self.batch.header;
		let is_of = |receipt: format::Receipt| {
			(receipt.genesis, receipt.seal, receipt.index) == (header.genesis, header.seal, index)
		};
		match existing(path).is_some_and(is_of) {
			true => Ok(true),
			false => Err(Failure::input(format!(
				"{} is there already, and is not the receipt of use {index}",
				word(path)
			))
			.next("Move it away, or overwrite it with --force. Receipts that are written already stay.")),
		}
	}

	/// What all receipts of a part need.
	async fn collect(
		&self,
		listening: &mut Justifications,
		place: Place,
		documents: Documents,
		tree: Tree,
	) -> Result<Part> {
		let block = self.chain().finalized().await?;
		let found = block.use_at(self.batch.header.seal, place.index).await?;
		if found.used.documents != documents {
			return Err(Failure::new(
				Kind::Incompatible,
				"the node contradicts itself about what is on record",
			)
			.next("Ask another agency's node: --node URL."));
		}
		let shared = Shared::collect(self.session, &self.prover, listening, found, AsOf::Now).await?;
		Ok(Part { shared, tree })
	}

	async fn prove(&self, entry: &Entry, receipt: &[u8]) -> Result<()> {
		let algorithm = entry
			.made_by()
			.ok_or_else(|| Failure::input("the batch file was changed meanwhile"))?;
		let document = Digested {
			digest: entry.digest,
			algorithm,
		};
		prove(self.session, self.chain(), &document, receipt).await
	}

	/// The failure that something is not on record, or not finally.
	async fn not_on_record(&self, what: &str, is_recorded: impl Fn(&Ledger<'_>) -> bool) -> Failure {
		match self.ledger_of_best().await {
			Err(failure) => failure,
			Ok(ledger) if is_recorded(&ledger) => {
				Failure::new(Kind::AwaitingFinality, format!("{what}: recorded, awaiting finality"))
					.next("Try again when the nodes of all agencies are back.")
			}
			Ok(_) => Failure::not_found(format!("{what}: not on record yet"))
				.next("`eseal use --batch` with the same batch file sends what is not on record."),
		}
	}

	/// What is on record as of the latest block, final or not.
	async fn ledger_of_best(&self) -> Result<Ledger<'a>> {
		let mut ledger = Ledger::new(self.batch);
		ledger.read(&self.chain().best().await?).await?;
		Ok(ledger)
	}
}

/// A part of a batch file that is on record.
struct Part {
	shared: Shared,
	tree: Tree,
}

impl Part {
	/// The index of the use at a position in the part.
	fn index(&self, position: u32) -> u64 {
		self.shared.found.used.index.saturating_add(position.into())
	}

	/// That use.
	fn found(&self, position: u32) -> Found {
		Found {
			index: self.index(position),
			..self.shared.found.clone()
		}
	}

	/// The receipt of the document at a position.
	fn receipt(&self, chain: &Client, entry: &Entry, position: u32) -> Result<Vec<u8>> {
		let path = self
			.tree
			.path(position)
			.filter(|path| match self.shared.found.used.documents {
				Documents::Batch { count, root } => root_from_path(&entry.digest, position, count, path) == Some(root),
				Documents::One(_) => false,
			});
		let path = path.ok_or_else(|| Failure::input("the batch file was changed meanwhile"))?;
		let batch = format::Batch {
			document: Base64(entry.digest.encode()),
			audit_path: Base64(path.encode()),
		};
		self.shared
			.receipt(chain, self.index(position), Some(batch), entry.salt)
	}
}

/// The tree over so many documents that come next.
fn tree(reader: &mut Reader, count: u32) -> Result<Tree> {
	let mut tree = Tree::default();
	for _ in 0..count {
		tree.push(&next(reader)?.digest);
	}
	Ok(tree.complete())
}

fn skip(reader: &mut Reader, count: u32) -> Result<()> {
	for _ in 0..count {
		next(reader)?;
	}
	Ok(())
}

fn next(reader: &mut Reader) -> Result<Entry> {
	let entry = reader.next_entry()?;
	entry.ok_or_else(|| Failure::input("the batch file was changed meanwhile"))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn receipts_go_beside_documents_or_into_one_folder_and_nowhere_else() {
		let beside = Folders {
			documents: "/srv/docs".into(),
			out: None,
		};
		for (name, receipt) in [
			("a.pdf", "/srv/docs/a.pdf.eseal"),
			("2026/a.pdf", "/srv/docs/2026/a.pdf.eseal"),
			("/tmp/a.pdf", "/tmp/a.pdf.eseal"),
			("../a.pdf", "/srv/docs/../a.pdf.eseal"),
		] {
			assert_eq!(beside.receipt_of(name).unwrap(), Path::new(receipt));
		}
		let apart = Folders {
			documents: PathBuf::new(),
			out: Some("out".into()),
		};
		for (name, receipt) in [
			("a.pdf", "out/a.pdf.eseal"),
			("./2026/a.pdf", "out/./2026/a.pdf.eseal"),
			("a b\nc", "out/a b\nc.eseal"),
		] {
			assert_eq!(apart.receipt_of(name).unwrap(), Path::new(receipt));
		}
		for name in ["/tmp/a.pdf", "../a.pdf", "2026/../../a.pdf", "/"] {
			let refused = apart.receipt_of(name).unwrap_err();
			assert_eq!(refused.kind, Kind::Usage, "{name}");
			assert!(refused.next.is_some());
		}
	}
}
