//! What the shell needs: completions and manual pages, of the same definition as the commands.

use crate::{
	args::{
		network::{Completions, Man},
		Cli,
	},
	failure::{Failure, Result},
	view::terminal,
};
use clap::CommandFactory;

/// Prints a shell's completions.
pub fn completions(what: &Completions) -> Result<u8> {
	let mut text = Vec::new();
	clap_complete::generate(what.shell, &mut Cli::command(), "eseal", &mut text);
	print(&text)
}

/// Prints or writes the manual pages.
pub fn man(what: &Man) -> Result<u8> {
	let cannot = |e: std::io::Error| Failure::input(format!("cannot write the manual: {e}"));
	match &what.out {
		Some(folder) => {
			std::fs::create_dir_all(folder).map_err(cannot)?;
			clap_mangen::generate_to(Cli::command(), folder).map_err(cannot)?;
			Ok(0)
		}
		None => {
			let mut text = Vec::new();
			clap_mangen::Man::new(Cli::command())
				.render(&mut text)
				.map_err(cannot)?;
			print(&text)
		}
	}
}

fn print(text: &[u8]) -> Result<u8> {
	terminal::print_raw(text).map(|_| 0)
}
