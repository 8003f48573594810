//! What a node tells Prometheus, asked for without a library: one page over HTTP on loopback.

use std::{
	io::{Error, ErrorKind},
	net::Ipv4Addr,
	time::Duration,
};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::TcpStream,
	time::timeout,
};

/// A node under load is late, but a page that takes longer says nothing of the moment.
const ANSWERS_WITHIN: Duration = Duration::from_secs(5);

/// Extrinsics that are ready for a block, in the node's pool. The node counts them every five seconds.
pub const READY: &str = "substrate_ready_transactions_number";

/// Validations of extrinsics that the node has finished: of those that it was sent, those that others sent it, and
/// again at new blocks.
pub const VALIDATIONS: &str = "substrate_sub_txpool_validations_finished";

/// The page with a node's metrics.
///
/// # Errors
///
/// The node does not answer in time, or not with a page.
pub async fn page(port: u16) -> Result<String, Error> {
	let reading = async {
		let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
		// Version 1.0, so that the answer comes in one piece and the connection ends with it.
		stream
			.write_all(b"GET /metrics HTTP/1.0\r\nHost: localhost\r\n\r\n")
			.await?;
		let mut answer = String::new();
		stream.read_to_string(&mut answer).await?;
		Ok::<_, Error>(answer)
	};
	let answer = timeout(ANSWERS_WITHIN, reading).await??;
	body(&answer)
		.map(str::to_owned)
		.ok_or_else(|| Error::new(ErrorKind::InvalidData, "the node has no page of metrics"))
}

fn body(answer: &str) -> Option<&str> {
	let (head, body) = answer.split_once("\r\n\r\n")?;
	let status = head.split_whitespace().nth(1)?;
	(status == "200").then_some(body)
}

/// The value of a metric; the sum, where it has several by label. None if the page does not have it.
pub fn value(page: &str, name: &str) -> Option<f64> {
	let values: Vec<f64> = page
		.lines()
		.filter_map(|line| {
			let rest = line.strip_prefix(name)?;
			// Another metric's name may begin as this one.
			rest.starts_with(['{', ' ']).then_some(())?;
			rest.rsplit_once(' ')?.1.parse::<f64>().ok()
		})
		.collect();
	(!values.is_empty()).then(|| values.iter().sum())
}

#[cfg(test)]
mod tests {
	use super::*;
	use tokio::net::TcpListener;

	const PAGE: &str = "\
# HELP a_b What it is
# TYPE a_b gauge
a_b{chain=\"x\",of=\"1 2\"} 3
a_b{chain=\"y\"} 4.5
a_b_c 9
lone 7
";

	#[test]
	fn values_are_added_up_over_labels() {
		assert_eq!(value(PAGE, "a_b"), Some(7.5));
		assert_eq!(value(PAGE, "lone"), Some(7.0));
		assert_eq!(value(PAGE, "a"), None);
	}

	#[test]
	fn only_a_page_that_is_there_is_read() {
		assert_eq!(body("HTTP/1.0 200 OK\r\nA: b\r\n\r\nlone 7"), Some("lone 7"));
		assert_eq!(body("HTTP/1.0 404 Not Found\r\n\r\nlone 7"), None);
		assert_eq!(body("nothing"), None);
	}

	#[test]
	fn a_page_comes_over_a_connection() {
		let runtime = tokio::runtime::Builder::new_current_thread()
			.enable_all()
			.build()
			.unwrap();
		runtime.block_on(async {
			let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
			let port = listener.local_addr().unwrap().port();
			let serving = async {
				let (mut stream, _) = listener.accept().await.unwrap();
				let mut asked = [0; 64];
				let length = stream.read(&mut asked).await.unwrap();
				assert!(asked[..length].starts_with(b"GET /metrics "));
				stream
					.write_all(format!("HTTP/1.0 200 OK\r\n\r\n{PAGE}").as_bytes())
					.await
					.unwrap();
			};
			let (read, ()) = tokio::join!(page(port), serving);
			assert_eq!(read.unwrap(), PAGE);
			assert!(page(0).await.is_err());
		});
	}
}
