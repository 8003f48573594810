//! Where a node is found: `/dns4/node.example/tcp/30333`, and with its identity `…/p2p/12D3Koo…`.

use libp2p_identity::{KeyType, PeerId, PublicKey};
use multiaddr::{Multiaddr, Protocol};
use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, net::IpAddr, str::FromStr};

/// The transport part of a node's address: a host and a TCP port, over WebSocket, with or without TLS, if it says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transport {
	host: Host,
	address: Multiaddr,
}

/// A node's address with its identity, as it stands in a specification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bootnode {
	/// Where the node is found.
	pub transport: Transport,
	/// Which node must answer there.
	pub peer: PeerId,
}

/// From where a node must be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
	/// From the machines of the other agencies.
	Others,
	/// From this machine alone: a network to try things on.
	ThisMachine,
}

/// A text is no address of a node.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NodeAddressError {
	/// It has other parts, an impossible number, or none.
	#[error("an address is like /dns4/node.example/tcp/30333: dns, dns4, dns6, ip4 or ip6, then tcp with a port of 1 to 65535, then ws if it is WebSocket, or after a name wss if it is WebSocket with TLS")]
	Malformed,
	/// No node listens on port 0.
	#[error("no node is found on port 0: give the port that it listens on, such as 30333")]
	PortZero,
	/// It is no name that DNS knows.
	#[error("`{0}` is not a host's name: letters, digits and hyphens, in parts divided by dots")]
	HostName(String),
	/// It is an IP address where a name belongs.
	#[error("`{0}` is an IP address, not a host's name: write /ip4/ or /ip6/ before it")]
	NumberAsName(String),
	/// It does not end in the identity of a node with an Ed25519 key.
	#[error("it does not end in a node's identity, /p2p/12D3Koo…")]
	NoIdentity,
}

/// Others cannot reach a node there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreachable {
	/// Loopback, or the name for it.
	#[error(
		"only this machine itself reaches it there: give the address under which the other agencies' nodes reach it"
	)]
	Loopback,
	/// It stands for all addresses of a machine.
	#[error("it stands for every address of a machine: give the one under which the other agencies' nodes reach it")]
	Unspecified,
	/// It stands for many machines.
	#[error("it stands for many machines: give the address of the one that the node runs on")]
	ManyMachines,
	/// It is valid on one cable only.
	#[error("it is valid on one local link only: give the address under which the other agencies' nodes reach it")]
	LinkLocal,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Host {
	Ip(IpAddr),
	Name(String),
}

impl Transport {
	/// Checks that nodes elsewhere can reach it, as far as the address alone shows.
	///
	/// # Errors
	///
	/// Why they cannot.
	pub fn check_reach(&self, reach: Reach) -> Result<(), Unreachable> {
		match &self.host {
			Host::Ip(ip) => check_ip(*ip, reach),
			Host::Name(name) if is_localhost(name) && reach == Reach::Others => Err(Unreachable::Loopback),
			Host::Name(_) => Ok(()),
		}
	}
}

fn check_ip(ip: IpAddr, reach: Reach) -> Result<(), Unreachable> {
	// An IPv4 address may be dressed up as one of IPv6.
	let ip = ip.to_canonical();
	let (is_broadcast, is_link_local) = match ip {
		IpAddr::V4(v4) => (v4.is_broadcast(), v4.is_link_local()),
		IpAddr::V6(v6) => (false, v6.is_unicast_link_local()),
	};
	if ip.is_unspecified() {
		Err(Unreachable::Unspecified)
	} else if ip.is_multicast() || is_broadcast {
		Err(Unreachable::ManyMachines)
	} else if is_link_local {
		Err(Unreachable::LinkLocal)
	} else if ip.is_loopback() && reach == Reach::Others {
		Err(Unreachable::Loopback)
	} else {
		Ok(())
	}
}

/// RFC 6761, section 6.3.
fn is_localhost(name: &str) -> bool {
	let name = name.to_ascii_lowercase();
	name == "localhost" || name.ends_with(".localhost")
}

/// RFC 1123, section 2.1.
fn check_host_name(name: &str) -> Result<(), NodeAddressError> {
	if name.parse::<IpAddr>().is_ok() {
		return Err(NodeAddressError::NumberAsName(name.into()));
	}
	let is_label = |label: &str| {
		(1..=63).contains(&label.len())
			&& label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
			&& !label.starts_with('-')
			&& !label.ends_with('-')
	};
	// A last part of digits alone is a number in a disguise that resolvers see through: 127.1, 2130706433.
	let ends_in_number = name
		.rsplit('.')
		.next()
		.is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
	if name.len() <= 253 && name.split('.').all(is_label) && !ends_in_number {
		Ok(())
	} else {
		Err(NodeAddressError::HostName(name.into()))
	}
}

impl TryFrom<Multiaddr> for Transport {
	type Error = NodeAddressError;

	fn try_from(address: Multiaddr) -> Result<Self, NodeAddressError> {
		let mut parts = address.iter();
		let host = match parts.next() {
			Some(Protocol::Ip4(ip)) => Host::Ip(ip.into()),
			Some(Protocol::Ip6(ip)) => Host::Ip(ip.into()),
			Some(Protocol::Dns(name) | Protocol::Dns4(name) | Protocol::Dns6(name)) => {
				check_host_name(&name)?;
				Host::Name(name.into_owned())
			}
			_ => return Err(NodeAddressError::Malformed),
		};
		match parts.next() {
			Some(Protocol::Tcp(0)) => return Err(NodeAddressError::PortZero),
			Some(Protocol::Tcp(_)) => {}
			_ => return Err(NodeAddressError::Malformed),
		}
		match (parts.next(), parts.next()) {
			(None, _) => {}
			(Some(Protocol::Ws(path)), None) if path == "/" => {}
			// A certificate is a name's.
			(Some(Protocol::Wss(path)), None) if path == "/" && matches!(host, Host::Name(_)) => {}
			_ => return Err(NodeAddressError::Malformed),
		}
		Ok(Self { host, address })
	}
}

impl FromStr for Transport {
	type Err = NodeAddressError;

	fn from_str(text: &str) -> Result<Self, NodeAddressError> {
		text.parse::<Multiaddr>()
			.map_err(|_| NodeAddressError::Malformed)?
			.try_into()
	}
}

impl FromStr for Bootnode {
	type Err = NodeAddressError;

	fn from_str(text: &str) -> Result<Self, NodeAddressError> {
		let mut address: Multiaddr = text.parse().map_err(|_| NodeAddressError::Malformed)?;
		let Some(Protocol::P2p(peer)) = address.pop() else {
			return Err(NodeAddressError::NoIdentity);
		};
		if !has_ed25519_key(&peer) {
			return Err(NodeAddressError::NoIdentity);
		}
		Ok(Self {
			transport: address.try_into()?,
			peer,
		})
	}
}

/// Whether the identity is an Ed25519 key, written out. Others are digests of keys, which the node does not make.
fn has_ed25519_key(peer: &PeerId) -> bool {
	PublicKey::try_decode_protobuf(peer.as_ref().digest())
		.is_ok_and(|key| key.key_type() == KeyType::Ed25519 && key.to_peer_id() == *peer)
}

impl fmt::Display for Transport {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		fmt::Display::fmt(&self.address, f)
	}
}

impl fmt::Display for Bootnode {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{}/p2p/{}", self.transport, self.peer)
	}
}

impl Serialize for Bootnode {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_str(self)
	}
}

impl<'de> Deserialize<'de> for Bootnode {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let text = String::deserialize(deserializer)?;
		text.parse()
			.map_err(|reason| de::Error::custom(format_args!("`{text}` is not a node's address: {reason}")))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const PEER: &str = "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";

	#[test]
	fn addresses_that_are_documented_are_taken() {
		for text in [
			"/dns4/node.example/tcp/30333",
			"/dns6/node.example/tcp/30333",
			"/dns/node-1.market.example/tcp/443/ws",
			"/dns4/node.example/tcp/443/wss",
			"/ip4/10.0.0.1/tcp/30333",
			"/ip4/203.0.113.7/tcp/65535",
			"/ip6/2001:db8::1/tcp/1/ws",
		] {
			let transport: Transport = text.parse().unwrap();
			assert_eq!(transport.to_string(), text);
			assert_eq!(transport.check_reach(Reach::Others), Ok(()), "{text}");
			let bootnode: Bootnode = format!("{text}/p2p/{PEER}").parse().unwrap();
			assert_eq!(bootnode.transport, transport);
			assert_eq!(bootnode.to_string(), format!("{text}/p2p/{PEER}"));
		}
	}

	#[test]
	fn what_is_no_address_is_refused() {
		for text in [
			"",
			"/",
			"node.example:30333",
			"/ip4/999.1.1.1/tcp/30333",
			"/ip4/1.2.3/tcp/30333",
			"/ip4/10.0.0.1/tcp/70000",
			"/ip4/10.0.0.1/tcp/-1",
			"/ip4/10.0.0.1/udp/30333",
			"/ip4/10.0.0.1",
			"/tcp/30333",
			"/ip4/10.0.0.1/tcp/30333/wss",
			"/ip4/10.0.0.1/tcp/30333/ws/ws",
			"/dns4/node.example/tcp/30333/wss/ws",
			"/dns4/node.example/tcp/30333/x-parity-wss/%2Fpath",
			"/ip4/10.0.0.1/tcp/30333/tcp/1",
			"/dns4/tcp/30333",
		] {
			assert_eq!(text.parse::<Transport>(), Err(NodeAddressError::Malformed), "{text}");
		}
		let zero = "/ip4/10.0.0.1/tcp/0".parse::<Transport>();
		assert_eq!(zero, Err(NodeAddressError::PortZero));
		for name in [
			"-x.example",
			"x..example",
			".example",
			"a_b.example",
			"x.example.",
			"127.1",
			"2130706433",
			"é.example",
		] {
			let refused = Err(NodeAddressError::HostName(name.into()));
			assert_eq!(format!("/dns4/{name}/tcp/1").parse::<Transport>(), refused);
		}
		let refused = Err(NodeAddressError::NumberAsName("127.0.0.1".into()));
		assert_eq!("/dns4/127.0.0.1/tcp/1".parse::<Transport>(), refused);
	}

	#[test]
	fn addresses_that_others_cannot_reach_are_told() {
		let check = |host: &str, reach| {
			format!("/{host}/tcp/30333")
				.parse::<Transport>()
				.unwrap()
				.check_reach(reach)
		};
		for host in [
			"ip4/127.0.0.1",
			"ip4/127.9.9.9",
			"ip6/::1",
			"ip6/::ffff:127.0.0.1",
			"dns/localhost",
			"dns4/a.LocalHost",
		] {
			assert_eq!(check(host, Reach::Others), Err(Unreachable::Loopback), "{host}");
			assert_eq!(check(host, Reach::ThisMachine), Ok(()), "{host}");
		}
		for (host, reason) in [
			("ip4/0.0.0.0", Unreachable::Unspecified),
			("ip6/::", Unreachable::Unspecified),
			("ip4/224.0.0.1", Unreachable::ManyMachines),
			("ip4/255.255.255.255", Unreachable::ManyMachines),
			("ip6/ff02::1", Unreachable::ManyMachines),
			("ip4/169.254.0.1", Unreachable::LinkLocal),
			("ip6/fe80::1", Unreachable::LinkLocal),
		] {
			for reach in [Reach::Others, Reach::ThisMachine] {
				assert_eq!(check(host, reach), Err(reason), "{host}");
			}
		}
	}

	#[test]
	fn a_bootnode_ends_in_the_identity_of_a_node() {
		let node = "/dns4/node.example/tcp/30333";
		assert_eq!(node.parse::<Bootnode>(), Err(NodeAddressError::NoIdentity));
		// The digest of a key.
		let digest = format!("{node}/p2p/QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N");
		assert_eq!(digest.parse::<Bootnode>(), Err(NodeAddressError::NoIdentity));
		let twice = format!("{node}/p2p/{PEER}/p2p/{PEER}");
		assert_eq!(twice.parse::<Bootnode>(), Err(NodeAddressError::Malformed));
	}
}
