#!/usr/bin/python3
"""What Impacket sees of a DCE/RPC server: one line of JSON for each question.

It is a program and not a module because it must run in the network namespace of the servers and as
a user of its own.
"""

import argparse
import json
import struct
import sys

from impacket.dcerpc.v5 import epm, mgmt, srvs, transport
from impacket.dcerpc.v5.rpcrt import DCERPCException
from impacket.uuid import bin_to_uuidtup, uuidtup_to_bin

ECHO = uuidtup_to_bin(("60a15ec5-4de8-11d7-a637-005056a20182", "1.0"))
ECHO_OPNUMS = {"AddOne": 0, "EchoData": 1, "SinkData": 2, "SourceData": 3}
# The end of a lookup, as some mappers say it (C706 appendix O).
NOT_REGISTERED = 0x16C9A0D6


def main() -> int:
    options = parse()
    print(json.dumps(options.ask(options)))
    return 0


def connected(host: str, port: int, interface: bytes, fragment: int = 0):
    dce = transport.DCERPCTransportFactory(f"ncacn_ip_tcp:{host}[{port}]").get_dce_rpc()
    dce.connect()
    if fragment:
        dce.set_max_fragment_size(fragment)
    dce.bind(interface)
    return dce


def map_interface(options) -> dict:
    """Where the mapper says that an interface is, by Impacket's own helper."""
    interface = uuidtup_to_bin((options.uuid, options.version))
    try:
        return {"binding": epm.hept_map(options.host, interface, protocol="ncacn_ip_tcp")}
    except DCERPCException as error:
        return {"error": error.get_error_code()}


def lookup(options) -> dict:
    """The mapper's whole list, by Impacket's own helper, which takes it for one page."""
    return {"entries": [described(entry["object"], entry["tower"], entry["annotation"])
                        for entry in epm.hept_lookup(options.host)]}


def paged_lookup(options) -> dict:
    """The mapper's whole list, in pages, and how it ended."""
    dce = connected(options.host, 135, epm.MSRPC_UUID_PORTMAP)
    entries, pages, handle = [], 0, epm.ept_lookup_handle_t()
    while True:
        answer = dce.request(question(handle, options.page), checkError=False)
        pages += 1
        for entry in answer["entries"][:answer["num_ents"]]:
            tower = epm.EPMTower(b"".join(entry["tower"]["tower_octet_string"]))
            entries.append(described(entry["object"], tower, b"".join(entry["annotation"])))
        handle = answer["entry_handle"]
        if answer["status"] != 0 or handle.isNull():
            return {"entries": entries, "pages": pages, "status": answer["status"]}


def question(handle, page: int):
    request = epm.ept_lookup()
    request["inquiry_type"] = epm.RPC_C_EP_ALL_ELTS
    request["object"] = epm.NULL
    request["Ifid"] = epm.NULL
    request["vers_option"] = epm.RPC_C_VERS_ALL
    request["entry_handle"] = handle
    request["max_ents"] = page
    return request


def described(_object, tower, annotation: bytes) -> dict:
    floors = tower["Floors"]
    interface = epm.EPMRPCInterface(floors[0].getData())
    return {"interface": str(interface).lower(), "binding": epm.PrintStringBinding(floors),
            "annotation": annotation.rstrip(b"\0").decode()}


def management(options) -> dict:
    """What the management interface says."""
    dce = connected(options.host, options.port, mgmt.MSRPC_UUID_MGMT)
    vector = mgmt.hinq_if_ids(dce)["if_id_vector"]
    ids = [bin_to_uuidtup(entry["Data"].getData()) for entry in vector["if_id"]]
    stats = mgmt.hinq_stats(dce)
    return {"interfaces": sorted(f"{uuid.lower()} v{version}" for uuid, version in ids),
            "listening_status": mgmt.his_server_listening(dce)["status"],
            "statistics": len(stats["statistics"])}


def call(options) -> dict:
    """One call without arguments of any operation."""
    dce = connected(options.host, options.port, uuidtup_to_bin((options.uuid, options.version)))
    dce.call(options.opnum, b"")
    try:
        return {"stub": dce.recv().hex()}
    except DCERPCException as error:
        return {"error": str(error)}


def echo(options) -> dict:
    """One call of the echo interface; data are the octets 0, 1, 2, ..."""
    dce = connected(options.host, options.port, ECHO, options.fragment)
    data = bytes(i % 256 for i in range(options.size))
    # Padded as NDR asks for; the padding of the last parameter is nobody's business.
    conformant = struct.pack("<I", len(data)) + data
    stub = {"AddOne": struct.pack("<I", options.size),
            "EchoData": struct.pack("<I", len(data)) + conformant,
            "SinkData": struct.pack("<I", len(data)) + conformant,
            "SourceData": struct.pack("<I", len(data))}[options.operation]
    dce.call(ECHO_OPNUMS[options.operation], stub)
    answer = dce.recv()
    if options.operation == "AddOne":
        return {"number": struct.unpack("<I", answer)[0]}
    if options.operation == "SinkData":
        return {"size": len(answer)}
    return {"size": struct.unpack_from("<I", answer)[0], "equal": answer[4:4 + len(data)] == data}


def server_name(options) -> dict:
    """Asks srvsvc for the server's name, at a port or where the mapper says that it is."""
    if options.port:
        binding = f"ncacn_ip_tcp:{options.host}[{options.port}]"
    else:
        binding = epm.hept_map(options.host, srvs.MSRPC_UUID_SRVS, protocol="ncacn_ip_tcp")
    dce = transport.DCERPCTransportFactory(binding).get_dce_rpc()
    dce.connect()
    dce.bind(srvs.MSRPC_UUID_SRVS)
    info = srvs.hNetrServerGetInfo(dce, 101)["InfoStruct"]["ServerInfo101"]
    return {"binding": binding, "name": info["sv101_name"].rstrip("\0")}


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    verbs = parser.add_subparsers(required=True)

    def verb(name: str, ask):
        sub = verbs.add_parser(name, help=ask.__doc__)
        sub.set_defaults(ask=ask)
        sub.add_argument("host")
        return sub

    mapping = verb("map", map_interface)
    mapping.add_argument("uuid")
    mapping.add_argument("version")
    verb("lookup", lookup)
    verb("paged-lookup", paged_lookup).add_argument("--page", type=int, default=3)
    verb("mgmt", management).add_argument("port", type=int)
    calling = verb("call", call)
    calling.add_argument("port", type=int)
    calling.add_argument("uuid")
    calling.add_argument("version")
    calling.add_argument("opnum", type=int)
    echoing = verb("echo", echo)
    echoing.add_argument("port", type=int)
    echoing.add_argument("operation", choices=ECHO_OPNUMS)
    echoing.add_argument("size", type=int)
    echoing.add_argument("--fragment", type=int, default=0)
    verb("server-name", server_name).add_argument("--port", type=int)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
