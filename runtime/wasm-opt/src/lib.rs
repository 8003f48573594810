//! Stands in for the crate [`wasm-opt`](https://docs.rs/wasm-opt/0.116.1) where `substrate-wasm-builder` builds the runtime.
//!
//! That crate is all of Binaryen, whose C++ takes a third of the time in which the node compiles from nothing. The builder has it do
//! two things to the module that the compiler made: take away the sections of debuggers, and replace the instructions that extend
//! signs, which the first version of WebAssembly lacks. The first is done here. The second has nothing to do: for `wasm32v1-none`,
//! the target of this runtime, the compiler makes none of those instructions. The module itself says so, in the section
//! `target_features`; one that says otherwise is refused.
//!
//! `Cargo.toml` of the workspace puts it in that crate's place (`[patch.crates-io]`).

mod module;

pub use module::Malformed;

use std::{
	fs, io,
	path::{Path, PathBuf},
};

/// What may be done to a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
	/// Takes away the sections of debuggers.
	StripDwarf,
	/// Replaces the instructions that extend signs.
	SignextLowering,
}

/// Why a module was not written.
#[derive(Debug, thiserror::Error)]
pub enum OptimizationError {
	/// The module could not be read, or what came of it not be written.
	#[error("{}: {source}", file.display())]
	File {
		/// The file.
		file: PathBuf,
		/// Why.
		source: io::Error,
	},
	/// The file is not a module.
	#[error("{}: {source}", file.display())]
	Malformed {
		/// The file.
		file: PathBuf,
		/// Why.
		source: Malformed,
	},
	/// The module may have instructions that extend signs, and this crate cannot replace them.
	#[error("{}: it was compiled with the feature sign-ext. Compile it for wasm32v1-none: rustup target add wasm32v1-none", .0.display())]
	SignExtension(PathBuf),
}

/// What is to be done.
#[derive(Debug, Clone, Default)]
pub struct OptimizationOptions {
	passes: Vec<Pass>,
}

impl OptimizationOptions {
	/// Nothing yet.
	pub fn new_opt_level_0() -> Self {
		Self::default()
	}

	/// Only what the first version of WebAssembly has: the compiler's target sees to it.
	pub fn mvp_features_only(&mut self) -> &mut Self {
		self
	}

	/// Functions keep their names: nothing here takes them away.
	pub fn debug_info(&mut self, _: bool) -> &mut Self {
		self
	}

	/// One thing more to do.
	pub fn add_pass(&mut self, pass: Pass) -> &mut Self {
		self.passes.push(pass);
		self
	}

	/// Reads a module and writes what comes of it, which may be to the same file.
	///
	/// # Errors
	///
	/// See [`OptimizationError`]. Then nothing is written, unless writing itself failed.
	pub fn run(&self, infile: impl AsRef<Path>, outfile: impl AsRef<Path>) -> Result<(), OptimizationError> {
		let (infile, outfile) = (infile.as_ref(), outfile.as_ref());
		let of = |file: &Path| {
			let file = file.to_owned();
			|source| OptimizationError::File { file, source }
		};
		let module = fs::read(infile).map_err(of(infile))?;
		let malformed = |source| OptimizationError::Malformed {
			file: infile.to_owned(),
			source,
		};
		if self.passes.contains(&Pass::SignextLowering)
			&& module::has_feature(&module, "sign-ext").map_err(malformed)?
		{
			return Err(OptimizationError::SignExtension(infile.to_owned()));
		}
		let module = match self.passes.contains(&Pass::StripDwarf) {
			true => module::without_debug_sections(&module).map_err(malformed)?,
			false => module,
		};
		fs::write(outfile, module).map_err(of(outfile))
	}
}
