"""py-substrate-interface: prices a call, signs it, waits until it is final, and reads what it did from final state.

    python substrate_interface.py [NODE [USCC]]

It registers an enterprise as the officer of Market Supervision whose key everyone has: on a development chain only.
"""

import json
import sys

from substrateinterface import Keypair, SubstrateInterface

node = sys.argv[1] if len(sys.argv) > 1 else "ws://127.0.0.1:9944"
uscc = sys.argv[2] if len(sys.argv) > 2 else "91330100799655058B"

# It needs no types: all that it knows of the chain is from the runtime's metadata.
chain = SubstrateInterface(url=node, ss58_format=42)
officer = Keypair.create_from_uri("//MarketSupervision//officer", ss58_format=42)
owner = Keypair.create_from_uri("//SomeOwner", ss58_format=42)

call = chain.compose_call(
    "ESeal",
    "register_enterprise",
    {"uscc": uscc, "name": "杭州某某科技有限公司", "owner": owner.ss58_address, "check": "Enforced"},
)
fee = chain.get_payment_info(call, officer)["partialFee"]

extrinsic = chain.create_signed_extrinsic(call, officer, era={"period": 64})
receipt = chain.submit_extrinsic(extrinsic, wait_for_finalization=True)
if not receipt.is_success:
    raise SystemExit(f"the call failed: {receipt.error_message}")
[success] = [
    event.value["attributes"]
    for event in receipt.triggered_events
    if event.value["event_id"] == "ExtrinsicSuccess"
]

found = chain.query("ESeal", "Enterprises", [uscc], block_hash=receipt.block_hash)

print(
    json.dumps(
        {
            "fee": str(fee),
            "paysFee": success["dispatch_info"]["pays_fee"],
            "name": found.value["name"],
        }
    )
)
chain.close()
