//! The sections of a module: WebAssembly Core Specification 1.0, 5.5.

/// What a module begins with: its magic number and the version of the format.
const HEADER: [u8; 8] = *b"\0asm\x01\0\0\0";

/// The number of a section that is not of the specification and has a name.
const CUSTOM: u8 = 0;

/// Why something is not a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
	/// It begins otherwise.
	#[error("this is not a WebAssembly module of version 1")]
	Header,
	/// A section is longer than the file, or its name than the section.
	#[error("the module ends within a section")]
	Cut,
}

/// A section.
struct Section<'a> {
	/// All of it.
	bytes: &'a [u8],
	/// What it is called, of a custom one.
	name: Option<&'a [u8]>,
	/// What follows the name, of a custom one; else all but number and length.
	content: &'a [u8],
}

/// Takes an unsigned number in LEB128, at most of 32 bits.
fn number(bytes: &mut &[u8]) -> Result<usize, Malformed> {
	let mut value: u64 = 0;
	for shift in [0, 7, 14, 21, 28] {
		let (first, rest) = bytes.split_first().ok_or(Malformed::Cut)?;
		*bytes = rest;
		value |= u64::from(first & 0x7f) << shift;
		if first & 0x80 == 0 {
			return usize::try_from(value).map_err(|_| Malformed::Cut);
		}
	}
	Err(Malformed::Cut)
}

/// Takes so many bytes.
fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Result<&'a [u8], Malformed> {
	let (taken, rest) = bytes.split_at_checked(count).ok_or(Malformed::Cut)?;
	*bytes = rest;
	Ok(taken)
}

/// The sections of a module, in order.
fn sections(module: &[u8]) -> Result<Vec<Section<'_>>, Malformed> {
	let mut rest = module.strip_prefix(&HEADER).ok_or(Malformed::Header)?;
	let mut sections = Vec::new();
	while !rest.is_empty() {
		let whole = rest;
		let kind = take(&mut rest, 1)?;
		let length = number(&mut rest)?;
		let mut content = take(&mut rest, length)?;
		let name = match kind == [CUSTOM] {
			true => {
				let length = number(&mut content)?;
				Some(take(&mut content, length)?)
			}
			false => None,
		};
		let bytes = whole.get(..whole.len() - rest.len()).ok_or(Malformed::Cut)?;
		sections.push(Section { bytes, name, content });
	}
	Ok(sections)
}

/// The module without what debuggers read: the sections `.debug_…` of DWARF, and where a source map lies.
pub fn without_debug_sections(module: &[u8]) -> Result<Vec<u8>, Malformed> {
	let for_debuggers = |name: &[u8]| name.starts_with(b".debug_") || name == b"sourceMappingURL";
	let kept = sections(module)?
		.into_iter()
		.filter(|section| !section.name.is_some_and(for_debuggers))
		.flat_map(|section| section.bytes);
	Ok(HEADER.iter().chain(kept).copied().collect())
}

/// Whether the section `target_features` says that the compiler used a feature: WebAssembly tool conventions, Linking.md, "Target
/// Features Section".
pub fn has_feature(module: &[u8], feature: &str) -> Result<bool, Malformed> {
	for section in sections(module)? {
		if section.name != Some(b"target_features") {
			continue;
		}
		let mut content = section.content;
		for _ in 0..number(&mut content)? {
			let prefix = take(&mut content, 1)?;
			let length = number(&mut content)?;
			if take(&mut content, length)? == feature.as_bytes() && prefix == b"+" {
				return Ok(true);
			}
		}
	}
	Ok(false)
}

#[cfg(test)]
mod tests {
	use super::*;

	/// A section with this number and content, its length in as many bytes as the compiler takes.
	fn section(kind: u8, content: &[u8]) -> Vec<u8> {
		let length = content.len() as u32;
		let padded = [
			length as u8 & 0x7f | 0x80,
			(length >> 7) as u8 & 0x7f | 0x80,
			(length >> 14) as u8 & 0x7f,
		];
		[&[kind][..], &padded, content].concat()
	}

	fn custom(name: &str, content: &[u8]) -> Vec<u8> {
		section(CUSTOM, &[&[name.len() as u8], name.as_bytes(), content].concat())
	}

	fn module(sections: &[Vec<u8>]) -> Vec<u8> {
		[HEADER.to_vec(), sections.concat()].concat()
	}

	#[test]
	fn what_debuggers_read_is_taken_away_and_nothing_else() {
		let types = section(1, &[7; 300]);
		let version = custom("runtime_version", b"1.0");
		let names = custom("name", b".debug_info");
		// A name is not a debugger's because a section of the specification has those bytes.
		let data = section(11, b"\x0b.debug_line");
		let kept = [types.clone(), data.clone(), version.clone(), names.clone()];
		let with = module(&[
			custom(".debug_info", &[1; 200]),
			types,
			custom(".debug_line", b""),
			data,
			custom("sourceMappingURL", b"x"),
			version,
			names,
		]);
		assert_eq!(without_debug_sections(&with), Ok(module(&kept)));
		assert_eq!(without_debug_sections(&module(&kept)), Ok(module(&kept)));
		assert_eq!(without_debug_sections(&HEADER), Ok(HEADER.to_vec()));
	}

	#[test]
	fn a_feature_counts_if_it_is_used() {
		let features = |prefix: u8| {
			let listed = [&[2, b'+', 15][..], b"mutable-globals", &[prefix, 8], b"sign-ext"].concat();
			module(&[section(1, b""), custom("target_features", &listed)])
		};
		assert_eq!(has_feature(&features(b'+'), "sign-ext"), Ok(true));
		assert_eq!(has_feature(&features(b'-'), "sign-ext"), Ok(false));
		assert_eq!(has_feature(&features(b'+'), "sign"), Ok(false));
		assert_eq!(has_feature(&HEADER, "sign-ext"), Ok(false));
	}

	#[test]
	fn what_is_cut_or_no_module_is_refused() {
		let whole = module(&[
			section(1, b"abc"),
			custom("target_features", &[1, b'+', 3, b'a', b'b', b'c']),
		]);
		assert_eq!(has_feature(&whole, "abc"), Ok(true));
		let first = section(1, b"abc").len();
		for length in 0..whole.len() {
			let cut = has_feature(&whole[..length], "abc");
			match length {
				0..8 => assert_eq!(cut, Err(Malformed::Header)),
				_ if length == 8 || length == 8 + first => assert_eq!(cut, Ok(false)),
				_ => assert_eq!(cut, Err(Malformed::Cut), "of {length} bytes"),
			}
		}
		// A list that claims more than there is.
		let claims = module(&[custom("target_features", &[9, b'+', 1, b'a'])]);
		assert_eq!(has_feature(&claims, "b"), Err(Malformed::Cut));
		assert_eq!(without_debug_sections(b"\0asm\x02\0\0\0"), Err(Malformed::Header));
	}
}
