//! The ports a node listens on: it gets all of them, or it does not start.
//!
//! Left to themselves, the parts of a Substrate node take this lightly. When its port is taken, the RPC server moves to a
//! random one, the network listens to nobody, and the Prometheus exporter logs an error; the node runs on, and whoever
//! connects to the port that was asked for talks to another program. Here every port is tried first, before the database
//! is opened, and all that cannot be had are named at once.

use sc_network::{multiaddr::Protocol, Multiaddr};
use sc_service::Configuration;
use std::{
	collections::BTreeSet,
	fmt, io,
	net::{IpAddr, SocketAddr, TcpListener, UdpSocket},
};

/// What listens, as an operator knows it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Service {
	Rpc,
	Peers,
	Prometheus,
}

impl Service {
	/// Its name in a sentence.
	fn name(self) -> &'static str {
		match self {
			Self::Rpc => "RPC",
			Self::Peers => "peers",
			Self::Prometheus => "Prometheus",
		}
	}

	/// The options that choose its port.
	fn options(self) -> &'static str {
		match self {
			Self::Rpc => "--rpc-port",
			Self::Peers => "--port (or --listen-addr)",
			Self::Prometheus => "--prometheus-port (or --no-prometheus)",
		}
	}
}

/// The protocol below.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Transport {
	Tcp,
	Udp,
}

impl fmt::Display for Transport {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::Tcp => "TCP",
			Self::Udp => "UDP",
		})
	}
}

/// One address that a service listens on.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Endpoint {
	service: Service,
	transport: Transport,
	address: SocketAddr,
}

impl Endpoint {
	/// Listens on the address for a moment.
	fn try_it(&self) -> io::Result<()> {
		match self.transport {
			Transport::Tcp => TcpListener::bind(self.address).map(drop),
			Transport::Udp => UdpSocket::bind(self.address).map(drop),
		}
	}

	/// Whether `error` says no more than that this machine has no IPv6, which the defaults ask for besides IPv4.
	fn only_lacks_ipv6(&self, error: &io::Error) -> bool {
		let is_a_default = match self.address.ip() {
			IpAddr::V4(_) => false,
			IpAddr::V6(ip) => ip.is_unspecified() || ip.is_loopback(),
		};
		is_a_default && !matches!(error.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied)
	}
}

/// Makes sure that the node gets every port in `config`, and that its RPC server takes no other one.
///
/// A port of 0 is any free port, as everywhere.
///
/// # Errors
///
/// One [`sc_cli::Error::Input`] that names every port that cannot be had, why, and the option that chooses another.
pub fn claim(config: &mut Configuration) -> sc_cli::Result<()> {
	for endpoint in config.rpc.addr.iter_mut().flatten() {
		endpoint.retry_random_port = false;
	}
	refuse_unavailable(&endpoints(config)).map_err(sc_cli::Error::Input)
}

/// Every address in `config` that the node will listen on.
fn endpoints(config: &Configuration) -> Vec<Endpoint> {
	let tcp = |service, address| Endpoint {
		service,
		transport: Transport::Tcp,
		address,
	};
	let rpc = config
		.rpc
		.addr
		.iter()
		.flatten()
		.map(|endpoint| tcp(Service::Rpc, endpoint.listen_addr));
	let peers = config.network.listen_addresses.iter().filter_map(peers_endpoint);
	let prometheus = config
		.prometheus_config
		.iter()
		.map(|prometheus| tcp(Service::Prometheus, prometheus.port));
	rpc.chain(peers).chain(prometheus).collect()
}

/// Where `address` makes the network listen. `None` if it is no IP address with a port: the network says what it thinks of it.
fn peers_endpoint(address: &Multiaddr) -> Option<Endpoint> {
	let mut protocols = address.iter();
	let ip = match protocols.next()? {
		Protocol::Ip4(ip) => IpAddr::V4(ip),
		Protocol::Ip6(ip) => IpAddr::V6(ip),
		_ => return None,
	};
	let (transport, port) = match protocols.next()? {
		Protocol::Tcp(port) => (Transport::Tcp, port),
		Protocol::Udp(port) => (Transport::Udp, port),
		_ => return None,
	};
	Some(Endpoint {
		service: Service::Peers,
		transport,
		address: SocketAddr::new(ip, port),
	})
}

/// Tries every endpoint, one after another. The error is the text for the operator.
fn refuse_unavailable(endpoints: &[Endpoint]) -> Result<(), String> {
	// IPv4 and IPv6 share their port: it is told of once.
	let mut told = BTreeSet::new();
	let complaints: Vec<_> = endpoints
		.iter()
		.filter_map(|endpoint| {
			let error = endpoint.try_it().err()?;
			let is_news =
				!endpoint.only_lacks_ipv6(&error) && told.insert((endpoint.transport, endpoint.address.port()));
			is_news.then(|| complaint(endpoint, &error))
		})
		.collect();
	if complaints.is_empty() {
		Ok(())
	} else {
		Err(complaints.join("\n"))
	}
}

/// What went wrong at `endpoint`, and what to do.
fn complaint(endpoint: &Endpoint, error: &io::Error) -> String {
	let Endpoint {
		service,
		transport,
		address,
	} = endpoint;
	let name = service.name();
	let options = service.options();
	match error.kind() {
		io::ErrorKind::AddrInUse => format!(
			"the {transport} port {} for {name} is taken by another program. End that program, or choose another port with {options}.",
			address.port()
		),
		io::ErrorKind::AddrNotAvailable => {
			format!("{address}, to listen on for {name}, is not an address of this machine. Choose another with {options}.")
		}
		_ => format!(
			"cannot listen on {address} ({transport}) for {name}: {error}. Choose another port with {options}."
		),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::net::{Ipv4Addr, Ipv6Addr};

	const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

	fn endpoint(service: Service, transport: Transport, address: SocketAddr) -> Endpoint {
		Endpoint {
			service,
			transport,
			address,
		}
	}

	/// A port of loopback that another program listens on, until the first of the two is dropped.
	fn taken() -> io::Result<(TcpListener, SocketAddr)> {
		let other = TcpListener::bind((LOOPBACK, 0))?;
		let address = other.local_addr()?;
		Ok((other, address))
	}

	#[test]
	fn a_taken_port_is_refused_and_can_be_had_when_it_is_free() -> io::Result<()> {
		let (other, address) = taken()?;
		let rpc = [endpoint(Service::Rpc, Transport::Tcp, address)];

		let refusal = refuse_unavailable(&rpc).unwrap_err();
		assert!(refusal.contains(&address.port().to_string()), "{refusal}");
		assert!(refusal.contains("RPC") && refusal.contains("--rpc-port"), "{refusal}");

		drop(other);
		assert_eq!(refuse_unavailable(&rpc), Ok(()));
		Ok(())
	}

	#[test]
	fn trying_a_port_leaves_it_free() -> io::Result<()> {
		let (other, address) = taken()?;
		drop(other);
		let endpoints = [endpoint(Service::Rpc, Transport::Tcp, address)];
		assert_eq!(refuse_unavailable(&endpoints), Ok(()));
		assert_eq!(refuse_unavailable(&endpoints), Ok(()));
		TcpListener::bind(address).map(drop)
	}

	#[test]
	fn a_port_taken_on_every_address_of_the_machine_is_refused_on_one() -> io::Result<()> {
		let other = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0))?;
		let port = other.local_addr()?.port();
		let one = endpoint(Service::Prometheus, Transport::Tcp, (LOOPBACK, port).into());
		assert!(refuse_unavailable(&[one]).is_err());
		Ok(())
	}

	#[test]
	fn a_taken_udp_port_is_refused_and_the_tcp_port_of_its_number_is_not() -> io::Result<()> {
		let other = UdpSocket::bind((LOOPBACK, 0))?;
		let address = other.local_addr()?;
		assert!(refuse_unavailable(&[endpoint(Service::Peers, Transport::Udp, address)]).is_err());
		assert_eq!(
			refuse_unavailable(&[endpoint(Service::Peers, Transport::Tcp, address)]),
			Ok(())
		);
		Ok(())
	}

	#[test]
	fn every_port_is_named_at_once_and_each_once() -> io::Result<()> {
		let (_rpc, rpc) = taken()?;
		let (_peers, peers) = taken()?;
		let refusal = refuse_unavailable(&[
			endpoint(Service::Rpc, Transport::Tcp, rpc),
			endpoint(Service::Peers, Transport::Tcp, peers),
			endpoint(
				Service::Peers,
				Transport::Tcp,
				(Ipv4Addr::UNSPECIFIED, peers.port()).into(),
			),
		])
		.unwrap_err();
		assert_eq!(refusal.lines().count(), 2, "{refusal}");
		assert!(refusal.contains(&rpc.port().to_string()), "{refusal}");
		assert!(refusal.contains(&peers.port().to_string()), "{refusal}");
		Ok(())
	}

	#[test]
	fn port_zero_is_any_free_port() {
		let any = [
			endpoint(Service::Rpc, Transport::Tcp, (LOOPBACK, 0).into()),
			endpoint(Service::Rpc, Transport::Tcp, (LOOPBACK, 0).into()),
		];
		assert_eq!(refuse_unavailable(&any), Ok(()));
	}

	#[test]
	fn an_address_of_another_machine_is_refused() {
		// From TEST-NET-1 (RFC 5737), which no machine has.
		let elsewhere = endpoint(Service::Peers, Transport::Tcp, (Ipv4Addr::new(192, 0, 2, 1), 0).into());
		let refusal = refuse_unavailable(&[elsewhere]).unwrap_err();
		assert!(
			refusal.contains("192.0.2.1:0") && refusal.contains("--listen-addr"),
			"{refusal}"
		);
	}

	#[test]
	fn a_machine_without_ipv6_is_forgiven_and_a_taken_ipv6_port_is_not() {
		let lacking = io::Error::from(io::ErrorKind::AddrNotAvailable);
		let in_use = io::Error::from(io::ErrorKind::AddrInUse);
		let on = |ip: IpAddr| endpoint(Service::Rpc, Transport::Tcp, (ip, 9944).into());

		for ip in [Ipv6Addr::LOCALHOST, Ipv6Addr::UNSPECIFIED] {
			assert!(on(ip.into()).only_lacks_ipv6(&lacking));
			assert!(!on(ip.into()).only_lacks_ipv6(&in_use));
		}
		assert!(!on(LOOPBACK).only_lacks_ipv6(&lacking));
		// Nobody writes an address like this without meaning it. From RFC 3849.
		assert!(!on(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into()).only_lacks_ipv6(&lacking));
	}

	#[test]
	fn the_addresses_of_the_network_are_read() -> Result<(), Box<dyn std::error::Error>> {
		let read = |text: &str| -> Result<_, Box<dyn std::error::Error>> { Ok(peers_endpoint(&text.parse()?)) };
		let at = |transport, address: &str| -> Result<_, Box<dyn std::error::Error>> {
			Ok(Some(endpoint(Service::Peers, transport, address.parse()?)))
		};

		assert_eq!(read("/ip4/0.0.0.0/tcp/30333")?, at(Transport::Tcp, "0.0.0.0:30333")?);
		assert_eq!(read("/ip6/::/tcp/30333/ws")?, at(Transport::Tcp, "[::]:30333")?);
		assert_eq!(
			read("/ip4/127.0.0.1/udp/30333/webrtc-direct")?,
			at(Transport::Udp, "127.0.0.1:30333")?
		);
		assert_eq!(read("/dns/example.org/tcp/30333")?, None);
		assert_eq!(read("/ip4/127.0.0.1")?, None);
		Ok(())
	}
}
